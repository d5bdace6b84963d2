import { describe, expect, it } from '@jest/globals';
import { blockedRecord, minutesAfter, noon, signInRecord } from '../builders.ts';
import { elementsOf } from '../cards/elements.ts';
import { ago } from './ago.ts';
import { buttonsOf } from './buttons.ts';
import { createWorld } from './world.ts';

const records = [
  ago(1, signInRecord),
  ago(2, signInRecord, { appDisplayName: 'Payroll' }),
  ago(70, blockedRecord),
  ago(130, signInRecord, { userId: 'b0b', userDisplayName: 'Bob', userPrincipalName: 'bob@x' }),
];
const chartsIn = (card: unknown) =>
  elementsOf(card).filter(({ type }) => /^Chart\.(Line|Vert|HorizontalBar$)/.test(String(type)));

describe('signins as a summary', () => {
  it('is reached from the list and leads back to it, asking Graph once', async () => {
    const world = createWorld({ records });
    const list = await world.ask('signins');
    const summary = await world.press(list, 'Summary');
    expect(summary.text).toContain('Sign-ins of the tenant by hour');
    expect(summary.mode).toBe('replace');
    const back = await world.press(summary, 'List');
    expect(back.text).toBe(list.text);
    expect(world.signIns.asked).toHaveLength(1);
  });

  it('by hour counts in the asker’s zone, and says the busiest', async () => {
    const world = createWorld({ records });
    const { text, card } = await world.ask('signins by hour last 3h', { timeZone: 'Asia/Kolkata' });
    expect(text).toContain('Busiest: 2026-11-22 17:00 with 2 attempts');
    expect(text).toContain('16:00: 1 (blocked)');
    expect(chartsIn(card)).toMatchObject([{ type: 'Chart.VerticalBar.Grouped', stacked: true }]);
    const [chart] = chartsIn(card);
    expect(JSON.stringify(chart?.data)).toContain('{"x":"15:00","y":1}');
  });

  it('narrows to what is pressed: an hour, a person, an app, a country, a verdict, a policy', async () => {
    const world = createWorld({ records, people: [] });
    for (const [by, press, line] of [
      ['hour', '2026-11-22 11:00', 'signins from 2026-11-22T10:00Z to 2026-11-22T10:59Z'],
      ['user', 'Bob', 'signins for b0b last 3h'],
      ['app', 'Payroll', 'signins app "Payroll" last 3h'],
      ['country', 'United States', 'signins from US last 3h'],
      ['verdict', 'Blocked', 'signins blocked last 3h'],
      [
        'policy',
        'Block legacy authentication',
        'signins policy ca000000-0000-4000-8000-000000000002 last 3h',
      ],
    ] as const) {
      const { card } = await world.ask(`signins by ${by} last 3h`);
      const button = buttonsOf(card).find(({ title }) => title.startsWith(press));
      expect(button?.data.ask).toBe(line);
    }
    const hour = await world.ask('signins from 2026-11-22T10:00Z to 2026-11-22T10:59Z');
    expect(hour.text).toContain('2026-11-22 11:00 to 2026-11-22 11:59 (Europe/Oslo)');
    expect(hour.text).toContain('1 attempt');
  });

  it('cannot be narrowed to what has no name', async () => {
    const world = createWorld({ records });
    const { card, text } = await world.ask('signins by policy last 3h');
    expect(text).toContain('No policy decided');
    const titles = buttonsOf(card).map(({ title }) => title);
    expect(titles.some((title) => title.startsWith('No policy'))).toBe(false);
  });

  it('is a line for a week of hours, and days for more', async () => {
    const week = Array.from({ length: 160 }, (_, at) => ago(at * 60 + 1, signInRecord));
    const world = createWorld({ records: week });
    expect(chartsIn((await world.ask('signins by hour last 7d')).card)).toMatchObject([
      { type: 'Chart.Line' },
    ]);
    const days = await world.ask('signins by hour last 20d');
    expect(days.text).toContain('More than a week is shown by the day');
    expect(chartsIn(days.card)).toMatchObject([{ type: 'Chart.VerticalBar.Grouped' }]);
  });

  it('draws no more than eight bars, the rest in one, and two charts a card', async () => {
    const apps = Array.from({ length: 12 }, (_, at) =>
      ago(at + 1, signInRecord, { appDisplayName: `App ${at}` }),
    );
    const { card, text } = await createWorld({ records: apps }).ask('signins by app');
    expect(text).toContain('all others: 4');
    expect(text).toContain('… and 4 more');
    const charts = elementsOf(card).filter(({ type }) => String(type).startsWith('Chart.'));
    expect(charts.length).toBeLessThanOrEqual(2);
  });

  it('says from when on it counts where older ones were not read', async () => {
    const many = Array.from({ length: 9 }, (_, at) => ago(at * 30 + 1, signInRecord));
    const { text } = await createWorld({ records: many, pageSize: 2 }).ask('signins by hour');
    expect(text).toContain('Counted from 2026-11-22 10:29 on.');
    expect(text).toContain('not read');
  });

  it('keeps “by” in a name, and refuses nothing that merely holds it', async () => {
    const world = createWorld({
      records: [ago(1, signInRecord, { appDisplayName: 'Passwords by Acme' })],
    });
    expect((await world.ask('signins app passwords by acme')).text).toContain('1 attempt');
  });

  it('fits a card for the fullest day there can be', async () => {
    const names = 'A very long name of an app that goes on and on, as some do. '.repeat(2);
    const full = Array.from({ length: 48 * 4 }, (_, at) =>
      ago(at * 15 + 1, [signInRecord, blockedRecord][at % 2] ?? signInRecord, {
        appDisplayName: `${names}${at}`,
        ...(at % 4 === 3 && { status: { errorCode: 50126 } }),
      }),
    );
    const world = createWorld({ records: full });
    for (const by of ['hour', 'day', 'verdict', 'app', 'country', 'user', 'policy']) {
      const { card } = await world.ask(`signins by ${by} last 48h`);
      expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(25_000);
      expect(chartsIn(card).length).toBeGreaterThan(0);
    }
  });

  it('says that nothing has arrived where there is nothing', async () => {
    const world = createWorld();
    world.time.now = minutesAfter(noon, 9);
    const { text } = await world.ask('signins by day');
    expect(text).toContain('No sign-in of this range has arrived so far');
  });
});
