import type { KnownTrouble, Trouble } from '../../domain/trouble.ts';

/** What comes back so soon is the same trouble: its notice changes, and no other is posted. */
export const sameAgainMs = 60 * 60_000;

const keyOf = ({ kind, subject }: Trouble): string => JSON.stringify([kind, subject]);

function saysTheSame(known: KnownTrouble, trouble: Trouble): boolean {
  return known.sentence === trouble.sentence && known.nextStep === trouble.nextStep;
}

function goOn(known: KnownTrouble, trouble: Trouble): KnownTrouble | undefined {
  if (known.endedAt === undefined && saysTheSame(known, trouble)) return undefined;
  return { ...known, ...trouble, endedAt: undefined, revision: known.revision + 1 };
}

/**
 * What is to be saved, given the troubles there are now and those known: open ones, and those that ended
 * within `sameAgainMs`, the newest last. A trouble that is as it was changes nothing.
 */
export function followTroubles(
  known: readonly KnownTrouble[],
  current: readonly Trouble[],
  now: Date,
  newId: () => string,
): KnownTrouble[] {
  const before = new Map(known.map((trouble) => [keyOf(trouble), trouble]));
  const there = new Set(current.map(keyOf));
  const ended = known
    .filter((trouble) => trouble.endedAt === undefined && !there.has(keyOf(trouble)))
    .map((trouble) => ({ ...trouble, endedAt: now, revision: trouble.revision + 1 }));
  const begun = current.flatMap((trouble) => {
    const same = before.get(keyOf(trouble));
    if (same === undefined) return [{ ...trouble, id: newId(), since: now, revision: 1 }];
    return goOn(same, trouble) ?? [];
  });
  return [...ended, ...begun];
}
