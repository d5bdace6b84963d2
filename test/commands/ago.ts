import type { JsonRecord } from '../../src/domain/record.ts';
import { minutesAfter, noon } from '../builders.ts';

/** An id of a record, by its number. */
export function idOf(number: number): string {
  return `5f0b1c1e-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A record of an attempt of its own, so many minutes before noon. */
export function ago(
  minutes: number,
  make: (overrides: JsonRecord) => JsonRecord,
  more: JsonRecord = {},
): JsonRecord {
  return make({
    id: idOf(minutes),
    originalRequestId: idOf(minutes),
    correlationId: `c0000000-0000-4000-8000-${String(minutes).padStart(12, '0')}`,
    createdDateTime: minutesAfter(noon, -minutes).toISOString(),
    ...more,
  });
}
