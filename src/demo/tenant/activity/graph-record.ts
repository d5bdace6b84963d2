import type { JsonObject } from '../json.ts';
import type { ActivityRow } from './activity-row.ts';
import { inCamelCase, recordTypeName, userTypeName } from './record-types.ts';

/** How the members of the enums are written: the documentation says camelCase, the metadata PascalCase. */
export type EnumCase = 'camelCase' | 'PascalCase';

function writeEnum(name: string | undefined, enumCase: EnumCase): string | undefined {
  return name === undefined || enumCase === 'PascalCase' ? name : inCamelCase(name);
}

/** A raw record as Graph wraps it; what the raw record lacks stays absent. */
export function graphRecord(row: ActivityRow, enumCase: EnumCase): JsonObject {
  const { raw } = row;
  return {
    id: raw.Id,
    createdDateTime: `${new Date(row.atMs).toISOString().slice(0, 19)}Z`,
    auditLogRecordType: writeEnum(recordTypeName(raw.RecordType), enumCase),
    operation: raw.Operation,
    organizationId: raw.OrganizationId,
    userType: writeEnum(userTypeName(raw.UserType), enumCase),
    userId: raw.UserId,
    service: raw.Workload,
    objectId: raw.ObjectId,
    userPrincipalName: raw.UserId,
    clientIp: raw.ClientIP,
    administrativeUnits: [''],
    auditData: raw,
  };
}
