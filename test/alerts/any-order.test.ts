import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SignIn } from '../../src/domain/sign-in.ts';
import { blocked, prompted } from './records.ts';
import { inWorld } from './world.ts';

/** One sign-in: whose, when it happened, when the log shows it, and when its prompt becomes a block, if ever. */
interface Happening {
  readonly id: string;
  readonly user: string;
  readonly app: string;
  readonly minute: number;
  readonly lateBy: number;
  readonly promptFor: number;
}

const happening = fc.record({
  user: fc.constantFrom('ada', 'bob'),
  app: fc.constantFrom('Mail', 'Payroll'),
  minute: fc.integer({ min: 1, max: 180 }),
  lateBy: fc.integer({ min: 0, max: 40 }),
  promptFor: fc.constantFrom(0, 0, 0, 5, 12),
});

const happenings = fc
  .array(happening, { maxLength: 14 })
  .map((all) => all.map((one, n): Happening => ({ ...one, id: `sign-in-${n}` })));

/** Gaps between polls, in minutes; an outage is a long one. */
const gaps = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(70)), {
  minLength: 3,
  maxLength: 12,
});

function versionsOf({ id, user, app, minute, lateBy, promptFor }: Happening) {
  const words = { id, user, app, minute };
  const shown = minute + lateBy;
  const versions: [SignIn, number][] = [[blocked(words), shown + promptFor]];
  if (promptFor > 0) versions.unshift([prompted(words), shown]);
  return versions;
}

function expectedCounts(all: readonly Happening[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { user, app } of all) {
    counts[`${user} ${app}`] = (counts[`${user} ${app}`] ?? 0) + 1;
  }
  return counts;
}

describe('records that come late, again and in any order', () => {
  it('end in the same cases with the same counts, whenever the polls were', async () => {
    await fc.assert(
      fc.asyncProperty(
        happenings,
        gaps,
        fc.integer({ min: 1, max: 3 }),
        async (all, waits, copies) => {
          await inWorld(
            async ({ signIns, teams, at }) => {
              for (const one of all)
                for (const [row, from] of versionsOf(one)) signIns.put(row, from);
              await at(0);
              let minute = 0;
              for (const wait of [...waits, ...Array.from({ length: 9 }, () => 30)]) {
                minute += wait;
                await at(minute);
              }
              const cards = teams.shown().filter(({ count }) => count > 0);
              const counts = Object.fromEntries(
                cards.map(({ userName, appName, count }) => [`${userName} ${appName}`, count]),
              );
              expect(counts).toEqual(expectedCounts(all));
              expect(cards).toHaveLength(Object.keys(counts).length);
              expect(cards.every(({ rule }) => rule === 'ca-block')).toBe(true);
            },
            { copies },
          );
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
