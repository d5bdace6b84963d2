import type { ActivityRecord } from '../activity-record.ts';
import { actorOf } from './actor.ts';
import type { Deed, Described } from './described.ts';
import { describeFile, isFileRecord } from './files.ts';
import type { Fold } from './fold.ts';
import { describeMailAccess } from './mail-access.ts';
import { describeOther } from './other.ts';
import { describeSharing } from './sharing.ts';

function deedOf(record: ActivityRecord): Deed {
  if (isFileRecord(record)) {
    return describeFile(record) ?? describeSharing(record) ?? describeOther(record);
  }
  return describeMailAccess(record) ?? describeOther(record);
}

/** A record in people's words: every record has some, known or not. */
export function describeActivity(record: ActivityRecord): Described {
  return { ...deedOf(record), ...actorOf(record), from: record.ip };
}

/** What the records of a fold say together. */
export function describeFold({ latest, records }: Fold): Described {
  const together = records.length > 1 ? describeMailAccess(latest, records) : undefined;
  return { ...describeActivity(latest), ...together };
}
