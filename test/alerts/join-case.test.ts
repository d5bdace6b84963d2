import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { group } from '../../src/alerts/group.ts';
import { joinCases } from '../../src/alerts/join-case.ts';
import { aFinding, atMinute, tenantId, theCase } from './builders.ts';

function circumstances() {
  let ids = 0;
  return {
    tenantId,
    now: atMinute(0),
    newId: () => {
      ids += 1;
      return `new-${ids}`;
    },
  };
}
const hour = 60;

describe('findings of one key', () => {
  it('close a case that was quiet for more than 24 hours before the next opens', () => {
    const changes = joinCases(
      theCase({ lastAt: atMinute(0) }),
      [aFinding('just', 24 * hour), aFinding('later', 48 * hour + 1)],
      circumstances(),
    );
    expect(changes.map((change) => [change.case.state, change.adds.map(({ id }) => id)])).toEqual([
      ['resolved', ['just']],
      ['open', ['later']],
    ]);
    expect(changes[0]?.case.history.at(-1)).toMatchObject({ note: 'quiet for 24 h' });
  });

  it('speak with the words of the latest, whichever came first', () => {
    const [change] = joinCases(
      theCase({ lastAt: atMinute(50), headline: 'the newest' }),
      [aFinding('late arrival', 10, { headline: 'older' })],
      circumstances(),
    );
    expect(change?.case).toMatchObject({ headline: 'the newest', lastAt: atMinute(50), count: 2 });
  });

  it('are all added, each once, in whatever order they came', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 });
    fc.assert(
      fc.property(minutes, (times) => {
        const findings = times.map((minute) => aFinding(`s${minute}`, minute));
        const members = group(findings).get('key') ?? [];
        const changes = joinCases(undefined, members, circumstances());
        const added = changes.flatMap(({ adds }) => adds.map(({ id }) => id));
        expect(added.toSorted()).toEqual(findings.map(({ signIn }) => signIn.id).toSorted());
        expect(changes.reduce((sum, change) => sum + change.case.count, 0)).toBe(times.length);
        expect(changes.filter((change) => change.case.state !== 'resolved')).toHaveLength(1);
      }),
    );
  });
});
