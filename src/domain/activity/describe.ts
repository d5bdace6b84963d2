import type { ActivityRecord } from '../activity-record.ts';
import { actorOf } from './actor.ts';
import { describeCmdlet } from './cmdlets.ts';
import type { Deed, Described } from './described.ts';
import { describeFile, isFileRecord } from './files.ts';
import type { Fold } from './fold.ts';
import { describeIdentity } from './identity.ts';
import { describeMailAccess } from './mail-access.ts';
import { describeMailItems } from './mail-items.ts';
import { describeOther } from './other.ts';
import { describeRule } from './rules.ts';
import { describeSearch } from './searches.ts';
import { describeSecurity } from './security.ts';
import { describeSharing } from './sharing.ts';
import { describeSignIn } from './sign-ins.ts';
import { describeTeams } from './teams.ts';

const ofFiles = (record: ActivityRecord) =>
  isFileRecord(record) ? (describeFile(record) ?? describeSharing(record)) : undefined;

/** One after the other is asked, those of single operations before those of whole services. */
const families: readonly ((record: ActivityRecord) => Deed | undefined)[] = [
  describeSearch,
  ofFiles,
  describeMailAccess,
  describeRule,
  describeMailItems,
  describeSignIn,
  describeTeams,
  describeSecurity,
  describeCmdlet,
  describeIdentity,
];

function deedOf(record: ActivityRecord): Deed {
  for (const describe of families) {
    const deed = describe(record);
    if (deed !== undefined) return deed;
  }
  return describeOther(record);
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
