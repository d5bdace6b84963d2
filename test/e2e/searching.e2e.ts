import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser } from './browser.ts';
import { type Desk, openDesk } from './desk.ts';
import { look } from './look.ts';

describeInBrowser('searches of the unified audit log', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.close());

  it('searches the unified audit log as a job whose card becomes the answer', async () => {
    const card = await desk.chat.ask('files for alice last 7d');
    await desk.chat.screenshot('search-card', card);
    await desk.chat.becomes(card, 'Search anew');
    const text = await card.innerText();
    expect(text).toMatch(/opened|downloaded|shared/);
    await desk.chat.screenshot('files-card', card);
  });

  it('says in people’s words what happened to mail', async () => {
    const card = await desk.chat.ask('mail for alice last 7d');
    await desk.chat.becomes(card, 'Search anew');
    expect(await card.innerText()).toMatch(/read|sent|moved|rule/);
    await desk.chat.screenshot('mail-card', card);
  });

  it('finds who did what to one file, and opens a record with every field', async () => {
    const card = await desk.chat.ask('file "Budget 2027.xlsx" last 7d');
    await desk.chat.becomes(card, 'Search anew');
    expect(await card.innerText()).toContain('Budget 2027.xlsx');
    await desk.chat.press(card, /Budget 2027/);
    expect(await card.innerText()).toContain('SourceFileName');
    await look(desk, 'record', card, 'All fields as recorded');
    await desk.chat.press(card, 'Back');
    expect(await card.innerText()).toContain('Search anew');
  });

  it('ends a search whose bot was killed meanwhile, on the same card', async () => {
    const card = await desk.chat.ask('activity for alice last 14d');
    await desk.demo.killBot();
    await desk.demo.startBot();
    await desk.chat.becomes(card, 'Search anew');
    expect(await card.innerText()).toMatch(/Activity of Alice Martin/);
    await desk.chat.screenshot('activity-card', card);
    const list = await desk.chat.ask('searches');
    expect(await list.innerText()).toContain('of about 200 searches');
    await desk.chat.screenshot('searches-card', list);
  });
});
