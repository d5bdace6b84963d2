import { toActivityRecord } from '../../../src/domain/activity/read-record.ts';
import type { ActivityRecord } from '../../../src/domain/activity-record.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { noon } from '../../builders.ts';

const organisation = 'contoso.onmicrosoft.example';
const olga = 'olga@contoso.example';

interface Ran {
  readonly id?: string;
  readonly at?: Date;
  readonly object?: string;
  readonly by?: string;
  /** What the source record says beside. */
  readonly data?: JsonRecord;
}

/** A cmdlet that somebody ran, as Graph gives it from Exchange: times without zone, an address with a port. */
export function ran(
  cmdlet: string,
  parameters: Readonly<Record<string, string>>,
  { id = 'record-1', at = noon, object = organisation, by = olga, data = {} }: Ran = {},
): ActivityRecord {
  const record = toActivityRecord({
    '@odata.type': '#microsoft.graph.security.auditLogRecord',
    id,
    createdDateTime: at.toISOString(),
    auditLogRecordType: 'exchangeAdmin',
    operation: cmdlet,
    userType: 'Admin',
    userId: by,
    userPrincipalName: by,
    service: 'Exchange',
    objectId: object,
    clientIp: '203.0.113.7:50123',
    auditData: {
      CreationTime: at.toISOString().slice(0, 19),
      Id: id,
      Operation: cmdlet,
      RecordType: 1,
      ResultStatus: 'True',
      UserType: 2,
      UserId: by,
      ObjectId: object,
      ClientIP: '203.0.113.7:50123',
      Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
      ...data,
    },
  });
  if (record === undefined) throw new Error('no record');
  return record;
}

/** What switches the whole log off. */
export const logOff = (at: Date, id = 'record-1') =>
  ran('Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: 'False' }, { at, id });
