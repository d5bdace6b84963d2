import { toActivityRecord } from '../../../src/domain/activity/read-record.ts';
import type { ActivityRecord } from '../../../src/domain/activity-record.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';

/** A record that a test knows to be readable. */
export function read(value: JsonRecord): ActivityRecord {
  const record = toActivityRecord(value);
  if (record === undefined) throw new Error('the record of the test can’t be read');
  return record;
}
