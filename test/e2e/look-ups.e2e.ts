import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { alice } from '../../src/demo/tenant/identities.ts';
import { describeInBrowser, openBrowser } from './browser.ts';
import { ChatClient } from './chat-client.ts';
import { type DemoParts, startDemoParts } from './demo-parts.ts';
import { look } from './look.ts';

describeInBrowser('every look-up in a personal chat', () => {
  let demo: DemoParts;
  let browser: Browser;
  let chat: ChatClient;

  beforeAll(async () => {
    demo = await startDemoParts();
    browser = await openBrowser();
    chat = await ChatClient.open(browser, await demo.seat('adele'));
    await chat.openPersonal();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it.each([
    ['signins-summary', 'signins by day last 7d', 'by day', ['succeeded', 'blocked']],
    ['signins-by-country', 'signins for alice by country', 'by country', ['Germany']],
    ['signins-country', 'signins from germany blocked last 7d', 'from Germany', ['blocked by']],
    ['signins-policy', 'signins policy CA005 last 7d', 'CA005', ['blocked by CA005']],
    ['signins-report-only', 'signins for alice report-only', 'Alice Martin', ['would']],
    ['signins-risky', 'signins risky last 7d', 'Risky', ['risk']],
    ['policy', 'policy CA005', 'CA005', ['It is on', 'blocked', 'Last change', 'Demands']],
    ['policies', 'policies', 'Conditional access policies', ['on ·', 'report-only', 'Blocks']],
    ['would-block', 'would-block CA010 last 7d', 'CA010', ['would be stopped', /go|not yet/i]],
    ['user', 'user alice', 'Alice Martin', ['alice.martin@fabrikam.example', 'Roles']],
    ['audits', 'audits last 7d', 'Directory audits', [/changed|gave|reset/]],
    ['audits-person', 'audits for alice', 'Alice Martin', ['Alice Martin']],
    ['alert-rules', 'alerts rules', 'What the watch alerts on', ['ca-block']],
  ] as const)(
    'answers “%s”, on a desk and on a phone, in light and dark',
    async (name, question, heading, holds) => {
      const card = await chat.ask(question);
      const text = await card.innerText();
      expect(text).toContain(heading);
      for (const words of holds) expect(text).toMatch(words);
      await look({ browser, chat }, name, card, heading);
    },
  );

  it('asks the same again with one word changed', async () => {
    await chat.ask('signins for alice last 24h');
    expect(await (await chat.ask('blocked')).innerText()).toContain('Blocked sign-ins of Alice');
    const longer = await (await chat.ask('last 7d')).innerText();
    expect(longer).toContain('Blocked sign-ins of Alice');
    expect(longer).toContain('last 7 days');
  });

  it('keeps a question under a name and asks it again', async () => {
    await chat.ask('signins blocked last 2h');
    await chat.ask('save as morning-check');
    await chat.ask('signins for alice');
    const text = await (await chat.ask('run morning-check')).innerText();
    expect(text).toContain('Blocked sign-ins of the tenant');
    expect(text).toContain('last 2 hours');
  });

  it('offers the question that a mistyped one most likely meant', async () => {
    const card = await chat.ask('signins for alice blokced');
    await chat.screenshot('did-you-mean', card);
    await chat.press(card, 'signins for alice blocked');
    expect(await card.innerText()).toContain('Blocked sign-ins of Alice Martin');
  });

  it('opens a directory audit with what was before and after, and goes back', async () => {
    const card = await chat.ask('audits activity "Update conditional access policy" last 30d');
    await chat.press(card, /conditional access policy/i);
    const text = await card.innerText();
    expect(text).toMatch(/→|\+ |− /);
    expect(text).toContain('Correlation');
    await chat.screenshot('audit-card', card);
    await chat.press(card, 'Back');
    expect(await card.innerText()).toContain('Directory audits');
  });

  it('searches the unified audit log as a job whose card becomes the answer', async () => {
    const card = await chat.ask('files for alice last 7d');
    await chat.screenshot('search-card', card);
    await chat.becomes(card, 'Search anew');
    const text = await card.innerText();
    expect(text).toMatch(/opened|downloaded|shared/);
    await chat.screenshot('files-card', card);
  });

  it('says in people’s words what happened to mail', async () => {
    const card = await chat.ask('mail for alice last 7d');
    await chat.becomes(card, 'Search anew');
    expect(await card.innerText()).toMatch(/read|sent|moved|rule/);
    await chat.screenshot('mail-card', card);
  });

  it('finds who did what to one file, and opens a record with every field', async () => {
    const card = await chat.ask('file "Budget 2027.xlsx" last 7d');
    await chat.becomes(card, 'Search anew');
    expect(await card.innerText()).toContain('Budget 2027.xlsx');
    await chat.press(card, /Budget 2027/);
    expect(await card.innerText()).toContain('SourceFileName');
    await look({ browser, chat }, 'record', card, 'All fields as recorded');
    await chat.press(card, 'Back');
    expect(await card.innerText()).toContain('Search anew');
  });

  it('ends a search whose bot was killed meanwhile, on the same card', async () => {
    const card = await chat.ask('activity for alice last 14d');
    await demo.killBot();
    await demo.startBot();
    await chat.becomes(card, 'Search anew');
    expect(await card.innerText()).toMatch(/Activity of Alice Martin/);
    await chat.screenshot('activity-card', card);
    const list = await chat.ask('searches');
    expect(await list.innerText()).toContain('of about 200 searches');
    await chat.screenshot('searches-card', list);
  });

  it('reads the rows of the last answer into a file that Teams offers', async () => {
    await chat.ask('signins for alice blocked last 7d');
    const card = await chat.ask('export');
    await chat.becomes(card, 'ready');
    await chat.screenshot('export-card', card);
    expect(await card.innerText()).toMatch(/\d+ rows ready/);
  });

  it('links a person to her pages in Microsoft’s portals', async () => {
    const card = await chat.ask('user alice');
    const address = await chat.follow(card, 'Open in Entra');
    expect(address).toContain(`/userId/${alice.id}`);
  });
});
