import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { alice } from '../../src/demo/tenant/identities.ts';
import { describeInBrowser } from './browser.ts';
import { type Desk, openDesk } from './desk.ts';

describeInBrowser('what follows an answer', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.close());

  it('asks the same again with one word changed', async () => {
    await desk.chat.ask('signins for alice last 24h');
    expect(await (await desk.chat.ask('blocked')).innerText()).toContain(
      'Blocked sign-ins of Alice',
    );
    const longer = await (await desk.chat.ask('last 7d')).innerText();
    expect(longer).toContain('Blocked sign-ins of Alice');
    expect(longer).toContain('last 7 days');
  });

  it('keeps a question under a name and asks it again', async () => {
    await desk.chat.ask('signins blocked last 2h');
    await desk.chat.ask('save as morning-check');
    await desk.chat.ask('signins for alice');
    const text = await (await desk.chat.ask('run morning-check')).innerText();
    expect(text).toContain('Blocked sign-ins of the tenant');
    expect(text).toContain('last 2 hours');
  });

  it('offers the question that a mistyped one most likely meant', async () => {
    const card = await desk.chat.ask('signins for alice blokced');
    await desk.chat.screenshot('did-you-mean', card);
    await desk.chat.press(card, 'signins for alice blocked');
    expect(await card.innerText()).toContain('Blocked sign-ins of Alice Martin');
  });

  it('opens a directory audit with what was before and after, and goes back', async () => {
    const card = await desk.chat.ask('audits activity "Update conditional access policy" last 30d');
    await desk.chat.press(card, /conditional access policy/i);
    const text = await card.innerText();
    expect(text).toMatch(/→|\+ |− /);
    expect(text).toContain('Correlation');
    await desk.chat.screenshot('audit-card', card);
    await desk.chat.press(card, 'Back');
    expect(await card.innerText()).toContain('Directory audits');
  });

  it('reads the rows of the last answer into a file that Teams offers', async () => {
    await desk.chat.ask('signins for alice blocked last 7d');
    const card = await desk.chat.ask('export');
    await desk.chat.becomes(card, 'ready');
    await desk.chat.screenshot('export-card', card);
    expect(await card.innerText()).toMatch(/\d+ rows ready/);
  });

  it('links a person to her pages in Microsoft’s portals', async () => {
    const card = await desk.chat.ask('user alice');
    const address = await desk.chat.follow(card, 'Open in Entra');
    expect(address).toContain(`/userId/${alice.id}`);
  });
});
