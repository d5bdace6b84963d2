import { describe, expect, it } from '@jest/globals';
import { replayView } from '../../src/commands/trying/replay-view.ts';
import type { Replay } from '../../src/ports/rule-trials.ts';
import { theCase } from '../alerts/builders.ts';
import { blockedRecord, minutesAfter, noon } from '../builders.ts';
import { ago, idOf } from './ago.ts';
import { buttonsOf } from './buttons.ts';
import { createWorld } from './world.ts';

const day = 1440;
const records = [
  ago(10, blockedRecord),
  ago(2 * day, blockedRecord),
  ...Array.from({ length: 8 }, (_, at) =>
    ago(5 * day + at, blockedRecord, { userId: idOf(800 + at), userDisplayName: `Person ${at}` }),
  ),
];

const aReplay: Replay = {
  rule: 'ca-block',
  isOff: false,
  window: { from: minutesAfter(noon, -7 * day), to: noon },
  records: 'sign-ins',
  rows: 0,
  pages: 7,
  findings: 0,
  waiting: 0,
  completed: 0,
  unchecked: 0,
  cases: [],
  silences: [],
};
const view = (change: Partial<Replay>, room = 6) =>
  replayView(
    { replay: { ...aReplay, ...change }, rangeLabel: 'last 7 days', timeZone: 'Europe/Oslo' },
    room,
  );

describe('alerts replay', () => {
  it('says what the rule would have raised in the range, with look-up buttons, and stores nothing', async () => {
    const world = createWorld({ records });
    const answer = await world.ask('alerts replay ca-block last 7d');
    expect(answer.text).toContain('ca-block would have raised 10 cases');
    expect(answer.text).toContain('10 records read (sign-ins, 1 page). 10 of them match the rule.');
    expect(answer.text).toContain('Nothing was posted or stored.');
    expect(answer.text).toContain('By day: 17 Nov: 8 · 20 Nov: 1 · 22 Nov: 1');
    expect(buttonsOf(answer.card)[0]?.data).toMatchObject({
      ask: `signin ${idOf(10)}`,
      open: 'new',
    });
    expect(world.trying.posted).toEqual([]);
    expect((await world.ask('alerts')).text).toContain('No open cases');
  });

  it('takes seven days when no range is given, and any other that is', async () => {
    const world = createWorld({ records });
    expect((await world.ask('alerts replay ca-block')).text).toContain('last 7 days');
    const { text } = await world.ask('alerts replay ca-block since yesterday');
    expect(text).toContain('would have raised 1 case\n');
    expect((await world.ask('alerts replay ca-block last 0d')).text).toContain('no time at all');
  });

  it('can be changed by a follow-up, and exported whole', async () => {
    const world = createWorld({ records });
    await world.ask('alerts replay ca-block last 7d');
    expect((await world.ask('last 3d')).text).toContain('would have raised 2 cases');
    const table = await world.deps.trials.replay(
      'ca-block',
      { from: minutesAfter(noon, -7 * day), to: noon },
      new AbortController().signal,
    );
    expect(table?.cases).toHaveLength(10);
  });

  it('offers the nearest rule, in the range that was asked for', async () => {
    const world = createWorld({ records });
    const answer = await world.ask('alerts replay ca-blok last 3d');
    expect(answer.text).toContain('alerts replay ca-block last 3d');
    expect((await world.press(answer, 'alerts replay ca-block last 3d')).text).toContain('2 cases');
  });

  it('judges by the rules of now', async () => {
    const world = createWorld({ records });
    world.trying.text = 'rules: { ca-block: { people: 3 } }';
    const { text } = await world.ask('alerts replay ca-block last 7d');
    expect(text).toContain('3 of them gather many people');
  });

  it('says how far it came and offers to go on with the rest', () => {
    const readFrom = new Date('2026-11-20T08:15:42Z');
    const { rest, notes } = view({ readFrom });
    expect(notes).toContain('Not all was read');
    expect(notes).toContain('since 2026-11-20 09:15 (Europe/Oslo)');
    expect(rest).toEqual({
      ask: 'alerts replay ca-block from 2026-11-15T12:00Z to 2026-11-20T08:15Z',
    });
    expect(view({}).rest).toBeNull();
  });

  it('gets on even when a single minute holds more than an answer reads, and says what is left out', () => {
    const { rest, notes } = view({
      readFrom: minutesAfter(noon, 0.2),
      window: { from: minutesAfter(noon, -60), to: minutesAfter(noon, 0.9) },
    });
    expect(rest?.ask).toMatch(/to 2026-11-22T11:59Z$/);
    expect(notes).toContain('The rest of that one minute is left out.');
  });

  it('reads the rest by that button', async () => {
    const { rest } = view({ readFrom: minutesAfter(noon, -3 * day) });
    const { text } = await createWorld({ records }).ask(rest?.ask ?? '');
    expect(text).toContain('would have raised 8 cases');
  });

  it('tells what was not a case: too few, completed, not looked at', () => {
    const { lines, notes } = view({
      rows: 12,
      findings: 9,
      waiting: 4,
      completed: 3,
      unchecked: 1,
    });
    expect(lines[0]?.text).toContain(
      '9 of them match the rule; 4 did not repeat often enough; 3 were completed by the user.',
    );
    expect(notes).toContain('not looked at for 1 group');
  });

  it('counts those that became cases, and those that a silence in force would hold back, apart', () => {
    const silences = [
      { id: 's', what: 'policy CA1', by: 'Olga', reason: 'moving', until: noon, cases: 1 },
    ];
    const cases = [
      { alert: theCase(), isReal: true, silenceId: 's' },
      { alert: theCase({ id: 'other' }), isReal: false },
    ];
    const shown = view({ cases, silences });
    const said = shown.lines.map(({ text }) => text).join(' ');
    expect(said).toContain('a case of 1 of 2');
    expect(said).toContain('1 would be silenced now, 1 would be told.');
    expect(shown.silences[0]?.text).toContain('1 case: policy CA1, silenced by Olga until');
    expect(shown.cases.map(({ state }) => state)).toEqual([
      'became a case, silenced now',
      'is no case of the watch',
    ]);
  });

  it('gives every case to an export', async () => {
    const world = createWorld({ records, level: 'admin' });
    await world.ask('alerts replay ca-block last 7d');
    const { text } = await world.ask('export');
    expect(text).not.toContain('nothing to export');
  });
});
