import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { loadTemplates } from '../../src/cards/load-templates.ts';
import { createRenderer } from '../../src/cards/render.ts';
import { describeInBrowser, openBrowser } from './browser.ts';
import { hardToRead, openPhone, type Phone } from './phone.ts';

const folder = 'cards/samples';
const names = readdirSync(folder).map((file) => file.replace('.json', ''));

describeInBrowser('every card that is shown as a sample', () => {
  let browser: Browser;
  let phone: Phone;
  let render: ReturnType<typeof createRenderer>;

  beforeAll(async () => {
    render = createRenderer(await loadTemplates('cards'));
    browser = await openBrowser();
    phone = await openPhone(browser);
  });
  afterAll(() => browser?.close());

  it.each(names)('%s fits into 320 px and can be read, in light and dark', async (name) => {
    const samples: object[] = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
    for (const [at, sample] of samples.entries()) {
      for (const theme of ['light', 'dark'] as const) {
        const shown = await phone.show(render(name, sample), { widthPx: 320, theme });
        const { overflowPx } = shown;
        const seen = { at, theme, overflowPx, hardToRead: hardToRead(shown) };
        expect(seen).toEqual({ at, theme, overflowPx: 0 });
      }
    }
  });
});
