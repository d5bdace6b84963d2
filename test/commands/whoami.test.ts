import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { holding, roles, traineeGroup } from '../fakes/sights.ts';
import { createSightedWorld } from './sight-world.ts';
import { createWorld, tenantId } from './world.ts';

describe('whoami', () => {
  it('tells name, object id, tenant, time zone, level and what the level allows', async () => {
    const { text } = await createWorld({ level: 'operator' }).ask('whoami');
    for (const words of [
      ...['Olga Operator', 'bbbbbbbb-0000-4000-8000-000000000001', tenantId, 'Europe/Oslo'],
      ...['Level: operator', 'claim, snooze and resolve'],
    ]) {
      expect(text).toContain(words);
    }
  });

  it('tells somebody without a level what gives one', async () => {
    const { text } = await createWorld({ level: 'none' }).ask('whoami');
    expect(text).toContain('no level');
    expect(text).toContain('holders of reader');
  });

  it('says why the level is unknown, and what mends it', async () => {
    const unknown = new AppError('access-unknown', 'Your role could not be checked.', {
      hint: 'Grant Directory.Read.All.',
    });
    const access = { levelOf: () => Promise.reject(unknown) };
    const { text } = await createWorld({ parts: { access } }).ask('whoami');
    expect(text).toContain('Your role could not be checked. Grant Directory.Read.All.');
    expect(text).toContain('no level');
  });

  it('reads no log', async () => {
    const world = createWorld();
    await world.ask('whoami');
    expect(world.signIns.asked).toEqual([]);
  });

  it('says what gives the level, whom she sees and what her role leaves out', async () => {
    const trainee = await createSightedWorld({ holdings: holding(traineeGroup) });
    expect((await trainee.ask('whoami')).text).toMatch(
      /Level by: .*You see: people of Sales office.*Policies: shown.*Account: member/s,
    );
    const blind = await createSightedWorld({ holdings: holding(roles.reportsReader) });
    expect((await blind.ask('whoami')).text).toMatch(
      /Level by: Reports Reader.*You see: everybody.*Policies: Not shown to your role: Reports Reader/s,
    );
  });
});
