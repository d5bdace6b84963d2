import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSetUp, type SetUp } from './set-up.ts';

describe('the doctor in a good set-up', () => {
  let setUp: SetUp;
  beforeAll(async () => {
    setUp = await openSetUp();
  });
  afterAll(() => setUp.close());

  it('finds nothing wrong, and says what it did not look at', async () => {
    const findings = await setUp.examine();
    const told = Object.fromEntries(findings.map(({ id, state }) => [id, state]));
    expect(findings.filter(({ state }) => state === 'warn' || state === 'fail')).toEqual([]);
    expect(Object.keys(told).filter((id) => told[id] === 'skip')).toEqual([
      'permission:GroupMember.Read.All',
      'permission:Reports.Read.All',
      'exchange',
    ]);
    expect(findings.map(({ id }) => id).slice(0, 5)).toEqual([
      'node',
      'settings',
      'store',
      'network',
      'clock',
    ]);
  });

  it('changes nothing, neither in the database nor in Teams, and takes its search back', async () => {
    const before = setUp.connector.calls.length;
    await setUp.examine();
    expect(setUp.connector.calls).toHaveLength(before);
    expect(setUp.running.tenant.activity.searches).toEqual([]);
  });
});
