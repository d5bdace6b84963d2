import { describe, expect, it } from '@jest/globals';
import { loadTemplates } from '../../../src/cards/load-templates.ts';
import { rowsOfCard, traceOf } from '../../../src/commands/looks/trace.ts';
import { subjectsOf } from '../../../src/domain/look-subjects.ts';

/** Cards that show no rows of anything: words about the bot, a case, a file, or why there is no answer. */
const withoutRows = [
  ...['about-bot', 'hello', 'help', 'help-command', 'help-group', 'whoami', 'coverage'],
  ...['alert', 'alert-reply', 'alert-sample', 'confirm', 'notice', 'export', 'search', 'find'],
  ...['not-understood', 'problem', 'refused', 'reason', 'left-out', 'look-notice', 'audit-enable'],
];
const guid = 'a11ce000-0000-4000-8000-000000000001';
const other = 'b0b00000-0000-4000-8000-000000000002';

describe('what the record says of an answer', () => {
  it('counts the rows of every card, or names it here as one without', async () => {
    const names = [...(await loadTemplates('cards')).keys()];
    expect(names.sort()).toEqual([...Object.keys(rowsOfCard), ...withoutRows].sort());
  });

  it('counts what is on the card, and not more', () => {
    const reply = { card: 'audits', data: { lines: [{}, {}], total: '300 entries' } };
    expect(traceOf(reply, 'audits', 'audits')).toMatchObject({ rows: 2, outcome: 'answered' });
  });

  it.each([
    [`signins for ${guid} last 24h`, { people: [guid] }],
    [`signins ${guid}`, { people: [guid] }],
    [`audits by ${guid} on "${other}"`, { people: [guid, other] }],
    [`user ${guid}`, { people: [guid] }],
    [`who looked at ${guid}`, { people: [guid] }],
    [`snooze user ${guid} policy ${other} for 2d`, { people: [guid], policies: [other] }],
    [`signins policy ${guid} for ${other}`, { people: [other], policies: [guid] }],
    [`would-block ${guid} last 14d`, { policies: [guid] }],
    [`signin ${guid}`, { records: [guid] }],
    ['audit Directory_1_X', { records: ['Directory_1_X'] }],
    ['signins app "for you"', {}],
  ])('knows whom “%s” is about', (line, expected) => {
    expect(subjectsOf(line)).toEqual({ people: [], policies: [], records: [], ...expected });
  });
});
