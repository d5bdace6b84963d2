import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/ports/doctor.ts';
import { createWorld } from './world.ts';

const findings: readonly Finding[] = [
  { id: 'store', title: 'Store', state: 'ok', evidence: './data/bot.db can be written' },
  {
    id: 'excess',
    title: 'No right to write',
    state: 'warn',
    evidence: 'too much',
    fix: 'Remove it',
  },
  { id: 'licence', title: 'Licence', state: 'fail', evidence: 'none', fix: 'Get Entra ID P1' },
  { id: 'exchange', title: 'Exchange access', state: 'skip', evidence: 'EXCHANGE_ACCESS is off' },
];

describe('doctor in the chat', () => {
  it('tells an admin what failed before what warns, each with its fix, then what is well', async () => {
    const { text } = await createWorld({ level: 'admin', findings }).ask('doctor');
    const places = [
      'one failure, one warning',
      'Get Entra ID P1',
      'Remove it',
      '✓ Store',
      '– Exchange access',
    ];
    const at = places.map((words) => text.indexOf(words));
    expect(at).not.toContain(-1);
    expect(at).toEqual([...at].sort((one, other) => one - other));
  });

  it('looks again when its button is pressed', async () => {
    let times = 0;
    const examine = async () => {
      times += 1;
      return findings;
    };
    const world = createWorld({ level: 'admin', deps: { doctor: { examine } } });
    await world.press(await world.ask('doctor'), 'Again');
    expect(times).toBe(2);
  });

  it('is written down as a look, without what was found', async () => {
    const world = createWorld({ level: 'admin', findings });
    await world.ask('doctor');
    expect(JSON.stringify(world.looks)).not.toContain('Get Entra');
    const [look] = await world.looks.record.list(world.deps.tenantId, {
      window: { from: new Date(0), to: new Date('2100-01-01') },
      most: 5,
    });
    expect(look).toMatchObject({ command: 'doctor', line: 'doctor', outcome: 'answered' });
  });
});
