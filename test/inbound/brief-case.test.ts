import { describe, expect, it } from '@jest/globals';
import { alertView } from '../../src/alerts/view.ts';
import { atMinute, theCase } from '../alerts/builders.ts';
import { createWorld } from '../commands/world.ts';

const links = { signIns: () => '', directoryAudits: () => '', auditSearch: () => '' };
const view = alertView(theCase(), links, atMinute(9));
const claim = { do: 'case', case: 'case-1', act: 'claim' };

/** The answer to a button of a case, in a channel that gets its alerts so. */
async function pressed(how: 'full' | 'brief', level: 'operator' | 'none', isDone = true) {
  const world = createWorld({
    level: 'operator',
    parts: {
      actOnCase: async () =>
        isDone ? { ok: true, view, card: undefined } : { ok: false, reason: 'Too late.', view },
    },
  });
  await world.ask(`alerts here ${how}`);
  world.standing.level = level;
  const { card, audience = 'asker' } = await world.send(claim);
  return { card: JSON.stringify(card), audience };
}

describe('the card of a case after its button', () => {
  it('says no more in a channel of brief alerts, whoever pressed and whatever became of it', async () => {
    const done = await pressed('brief', 'operator');
    const refused = await pressed('brief', 'none');
    const late = await pressed('brief', 'operator', false);
    expect(refused.card).toContain('for operators and admins');
    expect(late.card).toContain('Too late.');
    expect([done, refused, late].map(({ audience }) => audience)).toEqual([
      'everybody',
      'asker',
      'asker',
    ]);
    for (const { card } of [done, late]) expect(card).toContain('Rule ca-block');
    for (const { card } of [done, refused, late]) {
      expect(card).not.toMatch(/203\.0\.113|asks for a compliant device/);
    }
  });

  it('says all in a channel of full alerts', async () => {
    const { card } = await pressed('full', 'operator');
    expect(card).toContain('203.0.113.7');
    expect(card).toContain('asks for a compliant device');
  });
});
