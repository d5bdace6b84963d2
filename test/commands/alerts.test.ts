import { describe, expect, it } from '@jest/globals';
import type { Case } from '../../src/domain/case.ts';
import { atMinute, theCase } from '../alerts/builders.ts';
import { minutesAfter, noon } from '../builders.ts';
import { buttonsOf } from './buttons.ts';
import { channel, createWorld } from './world.ts';

const numbered = (number: number, more: Partial<Case> = {}): Case =>
  theCase({
    id: `case-${number}`,
    key: `key-${number}`,
    user: { id: `u-${number}`, name: `User ${number}.` },
    lastAt: atMinute(number),
    ...more,
  });

describe('alerts', () => {
  it('lists open cases, latest first: who, what stopped them, where and how often', async () => {
    const cases = [
      numbered(1),
      numbered(2, {
        count: 14,
        latest: { ...theCase().latest, id: 'latest-2', place: 'Oslo, NO' },
      }),
    ];
    const { text } = await createWorld({ cases }).ask('alerts');
    expect(text).toContain('2 open cases');
    for (const words of ['Payroll', 'Oslo, NO', '14 sign-ins', '1 sign-in']) {
      expect(text).toContain(words);
    }
    expect(text).toContain('blocked by Require compliant device');
    expect(text.indexOf('User 2.')).toBeLessThan(text.indexOf('User 1.'));
  });

  it('says which are silenced and how many, and where that is told', async () => {
    const silence = { id: 's', until: minutesAfter(noon, 60), by: 'Olga', reason: 'VPN' };
    const cases = [numbered(1, { silence }), numbered(2)];
    const { text } = await createWorld({ cases }).ask('alerts');
    expect(text).toContain('One is silenced: “snoozes” says why.');
    expect(text).toContain('open, silenced');
  });

  it('leaves out what is resolved, and says when nothing is open', async () => {
    const cases = [numbered(1, { state: 'resolved' })];
    const { text } = await createWorld({ cases }).ask('alerts');
    expect(text).toContain('No open cases');
    expect(text).not.toContain('User 1.');
  });

  it('says how many there are when a card cannot show all', async () => {
    const cases = Array.from({ length: 30 }, (_, at) => numbered(at));
    const { text } = await createWorld({ cases }).ask('alerts');
    expect(text).toContain('30 open cases');
    expect(text).toMatch(/The latest \d+ are shown/);
  });

  it('says who has a case in hand, and that a snooze which is over is open again', async () => {
    const snoozed = { state: 'snoozed' as const };
    const cases = [
      numbered(1, { state: 'claimed', owner: { id: 'o', name: 'Otto Owner' } }),
      numbered(2, { ...snoozed, snoozedUntil: minutesAfter(noon, 600) }),
      numbered(3, { ...snoozed, snoozedUntil: minutesAfter(noon, -600) }),
    ];
    const { text } = await createWorld({ cases }).ask('alerts');
    expect(text).toContain('claimed by Otto Owner');
    expect(text.match(/· snoozed/g)).toHaveLength(1);
    expect(text.match(/· open/g)).toHaveLength(1);
  });

  it('lets operators claim what nobody has, and nobody else', async () => {
    const cases = [
      numbered(1),
      numbered(2, { state: 'claimed', owner: { id: 'o', name: 'Otto Owner' } }),
    ];
    const claimsOf = async (level: 'reader' | 'operator') =>
      buttonsOf((await createWorld({ cases, level }).ask('alerts')).card)
        .filter(({ data }) => data.act === 'claim')
        .map(({ data }) => data.case);
    expect(await claimsOf('operator')).toEqual(['case-1']);
    expect(await claimsOf('reader')).toEqual([]);
  });

  it('opens the latest sign-in of a case', async () => {
    const { card } = await createWorld({ cases: [numbered(1)] }).ask('alerts');
    expect(buttonsOf(card).map(({ data }) => data.ask)).toContain(`signin ${theCase().latest.id}`);
  });

  it('says whether anybody is told, and which channel has refused the bot', async () => {
    const world = createWorld({ level: 'operator' });
    expect((await world.ask('alerts')).text).toContain('No channel receives alerts yet');
    await world.ask('alerts here');
    expect((await world.ask('alerts')).text).toContain('One conversation receives alerts');
    await world.ask('alerts here', { conversation: { ...channel, id: '19:two', name: 'Two' } });
    expect((await world.ask('alerts')).text).toContain('2 conversations receive alerts');
    const [[key, known] = []] = [...world.subscriptions.kept];
    if (key === undefined || known === undefined) throw new Error('nothing was subscribed');
    const dead = { at: noon, reason: 'the bot was removed from the team' };
    world.subscriptions.kept.set(key, { ...known, dead });
    const { text } = await world.ask('alerts');
    expect(text).toContain('One conversation receives alerts');
    expect(text).toContain('Security: the bot was removed from the team');
  });
});
