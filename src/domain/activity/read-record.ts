import type { ActivityRecord } from '../activity-record.ts';
import { isRecord, type JsonRecord, text } from '../record.ts';
import { cleanIp } from './clean-ip.ts';
import { contentId } from './content-id.ts';
import { parsedJson } from './parsed-json.ts';
import { recordTypeOf } from './record-types.ts';

export const unknownOperation = 'unknown operation';

const zoned = /(?:z|[+-]\d{2}:?\d{2})$/i;

/** The log writes UTC, with Z, without, or with a blank in the middle. */
function timeOf(value: unknown): Date | undefined {
  const words = text(value)?.replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T');
  if (words === undefined || !/^\d{4}-/.test(words)) return undefined;
  const at = new Date(zoned.test(words) ? words : `${words}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** `auditData` is an object; exports of the same log hold it as JSON text, or the bare record alone. */
function sourceOf(raw: JsonRecord): JsonRecord {
  const data = parsedJson(raw.auditData) ?? raw.auditData;
  if (isRecord(data)) return data;
  return 'CreationTime' in raw ? raw : {};
}

function firstOf<T>(values: readonly unknown[], read: (value: unknown) => T | undefined) {
  for (const value of values) {
    const found = read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Reads one record of the unified audit log (Graph `auditLogRecord`). Undefined when it is no record or has no
 * time; a record without an id gets one made of its content.
 */
export function toActivityRecord(value: unknown): ActivityRecord | undefined {
  if (!isRecord(value)) return undefined;
  const data = sourceOf(value);
  const at = firstOf([value.createdDateTime, data.CreationTime], timeOf);
  if (at === undefined) return undefined;
  return {
    id: firstOf([value.id, data.Id], text) ?? contentId(value),
    at,
    operation: firstOf([value.operation, data.Operation], text) ?? unknownOperation,
    recordType: recordTypeOf(value.auditLogRecordType, data.RecordType),
    service: firstOf([value.service, data.Workload], text),
    user: firstOf([value.userPrincipalName, value.userId, data.UserId], text),
    ip: firstOf(
      [value.clientIp, data.ClientIP, data.ClientIPAddress, data.ActorIpAddress],
      cleanIp,
    ),
    objectId: firstOf([value.objectId, data.ObjectId], text),
    data,
    raw: value,
  };
}
