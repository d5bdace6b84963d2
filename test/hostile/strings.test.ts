import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { smallerAlerts } from '../../src/alerts/smaller-alert.ts';
import type { AlertView } from '../../src/alerts/view.ts';
import { loadTemplates } from '../../src/cards/load-templates.ts';
import { toPlainText } from '../../src/cards/plain-text.ts';
import { createRenderer } from '../../src/cards/render.ts';
import { blockedRecord } from '../builders.ts';
import { auditNamed, expectHarmless, named, renamed } from '../cards/hostile-data.ts';
import { idOf } from '../commands/ago.ts';
import { createWorld } from '../commands/world.ts';
import { hostileStrings } from './strings.ts';

const templates = await loadTemplates('cards');
const render = createRenderer(templates);
/** Drawn from records below: what stands in their samples is their own words for the most part. */
const drawnBelow = /^(signins?(-summary)?|audits?|activity(-detail)?|policies|help)$/;
const cards = [...templates.keys()].filter((name) => !drawnBelow.test(name)).sort();
/** Longer than what people type and devices send. */
const cut = (text: string) => text.slice(0, 2_000);
/** As long as Entra lets a name be. */
const asName = (text: string) => text.slice(0, 256);

it('there are a hundred hostile strings and more', () => {
  expect(hostileStrings.length).toBeGreaterThanOrEqual(100);
});

it.each(cards)('each of them is harmless on the card “%s”', async (card) => {
  const samples: unknown = JSON.parse(await readFile(`cards/samples/${card}.json`, 'utf8'));
  const all = (Array.isArray(samples) ? samples : []) as object[];
  let used = 0;
  const next = () => hostileStrings[used++ % hostileStrings.length] ?? '';
  for (let round = 0; used < hostileStrings.length && round < hostileStrings.length; round += 1) {
    const usedBefore = used;
    for (const sample of all) {
      const shown = renamed(sample, next) as object;
      const smaller = card === 'alert' ? smallerAlerts(shown as AlertView) : [];
      const drawn = render(card, shown, smaller);
      expectHarmless(drawn);
      expect(toPlainText(drawn)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
    // A card of buttons alone has no text that anybody chooses.
    if (used === usedBefore) break;
  }
});

it('each of them is harmless in lists and tabs of sign-ins and directory audits', async () => {
  for (let from = 0; from < hostileStrings.length; from += 6) {
    const six = hostileStrings.slice(from, from + 6).map(cut);
    const world = createWorld({
      records: six.map((name, at) => named(name, blockedRecord, at + 1)),
      audits: six.map((name, at) => auditNamed(asName(name), asName(name), at + 1)),
    });
    for (const line of ['signins', 'audits', `signin ${idOf(1)}`, 'audit Directory_1_A_1']) {
      const { card, text } = await world.ask(line);
      expect(text).not.toContain('Reference:');
      expectHarmless(card);
    }
  }
});

it('a line with any of them is answered, and its answer is harmless', async () => {
  const world = createWorld();
  for (const text of hostileStrings.map(cut)) {
    for (const line of [text, `signins for ${text}`, `policy ${text}`]) {
      const answer = await world.ask(line);
      expect(answer.text).not.toContain('Reference:');
      expectHarmless(answer.card);
    }
  }
});

it('a name of ten megabytes is cut, and not kept in memory for the next time', () => {
  const data = (title: string) => ({ icon: '', title, lines: [] });
  const huge = data('x'.repeat(10 * 1024 * 1024));
  expectHarmless(render('notice', huge));
  expect(render('notice', huge)).not.toBe(render('notice', huge));
  expect(render('notice', data('x'))).toBe(render('notice', data('x')));
});
