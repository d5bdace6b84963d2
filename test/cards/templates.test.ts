import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Old clients may miss the way back: twice in every button it costs more room than it is worth. */
function withoutWayBack(data: unknown): object {
  const { back: _, ...rest } = isRecord(data) ? data : {};
  return rest;
}

import { describe, expect, it } from '@jest/globals';
import type * as AdaptiveCards from 'adaptivecards';
import { Template } from 'adaptivecards-templating';
import { loadTemplates } from '../../src/cards/load-templates.ts';
import { createRenderer } from '../../src/cards/render.ts';
import { safeData } from '../../src/cards/safe-data.ts';
import { isRecord, type JsonRecord } from '../../src/domain/record.ts';
import { elementsOf } from './elements.ts';
import { playScenes } from './scenes.ts';

/** Its ES modules name files without endings, which Node does not read; the bundle holds the same. */
const adaptiveCards: typeof AdaptiveCards = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);
const templates = await loadTemplates('cards');
const names = [...templates.keys()].sort();
const render = createRenderer(templates);
const scenes = await playScenes(templates);

/** `WRITE_SAMPLES=1` writes the samples anew from what the commands show now. */
async function samplesOf(name: string): Promise<object[]> {
  const path = `cards/samples/${name}.json`;
  if (process.env.WRITE_SAMPLES) {
    const data = scenes.filter(({ card }) => card === name).map((scene) => scene.data);
    await writeFile(path, `${JSON.stringify(data, undefined, 2)}\n`);
  }
  return JSON.parse(await readFile(path, 'utf8')) as object[];
}

const samples = new Map<string, object[]>();
for (const name of names) samples.set(name, await samplesOf(name));
const cardsOf = (name: string) => (samples.get(name) ?? []).map((data) => render(name, data));

/** Paths of all keys, lists read through: what a template may bind. */
function pathsIn(data: unknown, path = ''): string[] {
  if (Array.isArray(data)) return data.flatMap((item) => pathsIn(item, `${path}[]`));
  if (!isRecord(data)) return [];
  return Object.entries(data).flatMap(([key, value]) => [
    `${path}.${key}`,
    ...pathsIn(value, `${path}.${key}`),
  ]);
}

/** A template whose optional and repeated parts are numbered as listed, so that it shows which of them were drawn. */
function numbered(part: unknown, parts: string[]): unknown {
  if (Array.isArray(part)) return part.map((item) => numbered(item, parts));
  if (!isRecord(part)) return part;
  const inner = Object.entries(part).map(([key, value]) => [key, numbered(value, parts)] as const);
  const isOptional = '$when' in part || '$data' in part;
  if (!isOptional) return Object.fromEntries(inner);
  parts.push(JSON.stringify(part));
  return Object.fromEntries([...inner, ['part', `<${parts.length - 1}>`]]);
}

const teamsCharts =
  /^Chart\.(Donut|Pie|Gauge|Line|VerticalBar|HorizontalBar)(\.(Grouped|Stacked))?$/;

/** What Microsoft's own renderer says of a card, Teams' charts aside. */
function complaintsAbout(card: JsonRecord): string[] {
  const context = new adaptiveCards.SerializationContext();
  new adaptiveCards.AdaptiveCard().parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  // Teams draws what the bare renderer does not know: charts, and lines of code.
  const chart = /Unknown element type "(Chart\.[^"]+)"/;
  return events
    .map(({ message }) => message)
    .filter((message) => !teamsCharts.test(chart.exec(message)?.[1] ?? ''))
    .filter((message) => !message.includes('"CodeBlock"'));
}

describe.each(names)('the card “%s”', (name) => {
  it('has samples with the keys that its command gives', () => {
    const drawn = scenes.filter(({ card }) => card === name).map(({ data }) => data);
    const keys = (list: readonly object[]) =>
      [...new Set(list.flatMap((data) => pathsIn(JSON.parse(JSON.stringify(data)))))].sort();
    expect(keys(samples.get(name) ?? [])).toEqual(keys(drawn));
  });

  it('shows every optional part in one of its samples', () => {
    const parts: string[] = [];
    const template = new Template(numbered(templates.get(name), parts));
    const drawn = (samples.get(name) ?? []).map((data) =>
      JSON.stringify(template.expand({ $root: safeData(data, 400) })),
    );
    const missing = parts.filter((_, at) => !drawn.some((json) => json.includes(`"<${at}>"`)));
    expect(missing).toEqual([]);
  });

  it('is an Adaptive Card 1.5 of elements that Teams knows', () => {
    for (const card of cardsOf(name)) {
      expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
      expect(complaintsAbout(card)).toEqual([]);
      expect(elementsOf(card).map(({ type }) => type)).not.toContain('Table');
    }
  });

  it('says in words what it shows, and in one line what it is', () => {
    for (const card of cardsOf(name)) {
      expect(card.fallbackText).toMatch(/\S/);
      for (const chart of elementsOf(card).filter(({ type }) =>
        String(type).startsWith('Chart.'),
      )) {
        expect(chart.fallback).toMatchObject({
          type: 'TextBlock',
          text: expect.stringMatching(/\d/),
        });
      }
    }
  });

  it('lets old clients press what new ones press', () => {
    for (const card of cardsOf(name)) {
      const executes = elementsOf(card).filter(({ type }) => type === 'Action.Execute');
      for (const { title, data, fallback } of executes) {
        const { title: otherTitle = title, ...other } = isRecord(fallback) ? fallback : {};
        expect(other).toMatchObject({ type: 'Action.Submit', data: withoutWayBack(data) });
        expect(otherTitle).toBe(title);
      }
    }
  });

  it('has no more than six buttons in a row, and each says what it does', () => {
    for (const element of cardsOf(name).flatMap(elementsOf)) {
      const actions: readonly unknown[] = Array.isArray(element.actions) ? element.actions : [];
      expect(actions.length).toBeLessThanOrEqual(6);
      for (const action of actions) expect(isRecord(action) && action.title).toMatch(/\S/);
    }
  });

  it('is at most 25 KB as Teams counts it', () => {
    for (const card of cardsOf(name)) {
      expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(25 * 1024);
    }
  });

  it('wraps its texts, so that a phone shows them whole', () => {
    const texts = cardsOf(name)
      .flatMap(elementsOf)
      .filter(({ type }) => type === 'TextBlock');
    expect(texts.filter(({ wrap }) => wrap !== true)).toEqual([]);
  });
});
