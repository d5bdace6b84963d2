import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { basics } from './broken/basics.ts';
import { places } from './broken/places.ts';
import { readings } from './broken/readings.ts';
import { registrations } from './broken/registrations.ts';
import { openSetUp, type SetUp } from './set-up.ts';

const all = [...basics, ...registrations, ...readings, ...places];
const secrets = ['demo-secret', 'wrong-secret-4711', 'pass-4711', 'channel-token'];

describe('the doctor in a set-up where', () => {
  let setUp: SetUp;
  beforeAll(async () => {
    setUp = await openSetUp();
  });
  afterAll(() => setUp.close());

  it.each(all)('$what: names that alone, and the one fix', async (broken) => {
    const { id, state = 'fail', fix, arrange, undo, examined } = broken;
    const changes = (await arrange?.(setUp)) ?? {};
    const findings = await setUp.examine(changes, examined);
    undo?.(setUp);

    const wrong = findings.filter((one) => one.state === 'warn' || one.state === 'fail');
    expect(wrong.map((one) => [one.id, one.state])).toEqual([[id, state]]);
    expect(wrong[0]?.fix).toMatch(fix);
    expect(wrong[0]?.fix?.split('\n')).toHaveLength(1);
    for (const secret of secrets) expect(JSON.stringify(findings)).not.toContain(secret);
  });

  it('is whole again after all that', async () => {
    const findings = await setUp.examine();
    expect(findings.filter((one) => one.state === 'warn' || one.state === 'fail')).toEqual([]);
  });
});
