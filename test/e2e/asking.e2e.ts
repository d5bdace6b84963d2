import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { alice } from '../../src/demo/tenant/identities.ts';
import { describeInBrowser } from './browser.ts';
import { ChatClient } from './chat-client.ts';
import { type Desk, openDesk } from './desk.ts';
import { lookOnPhone } from './look.ts';
import { openPhone } from './phone.ts';

const tabs = [
  'Basic info',
  'Location',
  'Device info',
  'Authentication details',
  'Conditional access',
  'Report-only',
  'Additional details',
];

describeInBrowser('asking in a personal chat', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.close());

  it('lists a person’s sign-ins, newest first, with counts by verdict', async () => {
    const card = await desk.chat.ask('signins for alice');
    expect(await card.getByRole('heading').first().innerText()).toBe('Sign-ins of Alice Martin');
    const text = await card.innerText();
    for (const verdict of ['succeeded', 'blocked', 'interrupted', 'failed']) {
      expect(text).toMatch(new RegExp(`\\d+ ${verdict}`));
    }
    await desk.chat.screenshot('signins-wide');
    await desk.chat.screenshot('signins-card', card);
  });

  it('pages to older sign-ins and back, in place', async () => {
    const card = await desk.chat.ask('signins for alice');
    const count = await desk.chat.cards().count();
    const first = await card.innerText();
    await desk.chat.press(card, /Older/);
    expect(await card.innerText()).toContain('Page 2 of');
    await desk.chat.press(card, /Newer/);
    expect(linesOf(await card.innerText())).toEqual(linesOf(first));
    expect(await desk.chat.cards().count()).toBe(count);
  });

  it('asks which one when a name is two people’s, and goes on with the one chosen', async () => {
    const card = await desk.chat.ask('signins for maria garcia');
    expect(await card.innerText()).toContain('maria.garcia2@fabrikam.example');
    await desk.chat.screenshot('chooser-card', card);
    await desk.chat.press(card, /Maria Garcia.*Marketing/);
    const text = await card.innerText();
    expect(text).toContain('Sign-ins of Maria Garcia');
    expect(text).toContain('maria.garcia2@fabrikam.example');
  });

  it('opens a line into verdict, reason and the portal’s seven tabs, and goes back', async () => {
    const card = await desk.chat.ask('signins for alice blocked');
    await desk.chat.press(card, /blocked by/);
    const count = await desk.chat.cards().count();
    const headline = await card.getByRole('heading').first().innerText();
    expect(headline).toContain('blocked by');
    expect(await card.innerText()).toContain('Next:');
    await card.getByRole('heading').first().scrollIntoViewIfNeeded();
    await desk.chat.screenshot('signin-wide');
    expect(await shownTabs(card)).toEqual(tabs);
    for (const tab of [...tabs.slice(1), ...tabs.slice(0, 1)]) {
      await desk.chat.press(card, tab);
      expect(await card.getByRole('heading').nth(1).innerText()).toBe(tab);
      expect(await card.getByRole('heading').first().innerText()).toBe(headline);
      await desk.chat.screenshot(`signin-${tab.toLowerCase().replace(' ', '-')}`, card);
    }
    expect(await desk.chat.cards().count()).toBe(count);
    await desk.chat.press(card, 'Back');
    expect(await card.innerText()).toMatch(/sign-ins of Alice Martin/i);
  });

  it('opens from the Conditional access tab what the policy demands, and goes back to the tab', async () => {
    const card = await desk.chat.ask('signins for alice blocked');
    await desk.chat.press(card, /blocked by/);
    await desk.chat.press(card, 'Conditional access');
    const headline = await card.getByRole('heading').first().innerText();
    const policy = headline.replace(/^.*blocked by /, '');
    await desk.chat.press(card, new RegExp(`^${policy.slice(0, 'CA000'.length)}`));
    const text = await card.innerText();
    expect(text).toContain(policy);
    expect(text).toMatch(/Block access|Require/i);
    await desk.chat.screenshot('policy-card', card);
    await desk.chat.press(card, 'Back');
    expect(await card.getByRole('heading').first().innerText()).toBe(headline);
    expect(await card.getByRole('heading').nth(1).innerText()).toBe('Conditional access');
  });

  it('links to her sign-ins in the Entra portal', async () => {
    const card = await desk.chat.ask('signins for alice');
    const address = await desk.chat.follow(card, 'Open in Entra');
    expect(address).toMatch(/^https:\/\/entra\.microsoft\.com\//);
    expect(address).toContain(
      `#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/SignIns/userId/${alice.id}`,
    );
  });

  it('offers the nearest word for one it does not know', async () => {
    const card = await desk.chat.ask('sigins for alice');
    expect(await card.innerText()).toContain('Did you mean “signins for alice”?');
  });

  it('tells help from the commands that there are', async () => {
    const text = await (await desk.chat.ask('help')).innerText();
    for (const word of ['signins for alice', 'alerts here', 'whoami']) expect(text).toContain(word);
  });

  it.each([
    ['list', 'signins for alice', 'Sign-ins of Alice Martin'],
    ['chooser', 'signins for maria garcia', 'do you mean'],
    ['help', 'help', 'What you may ask'],
  ])(
    'keeps the %s within 320 px, in light and dark, with its text where there are no charts',
    async (name, question, heading) => {
      await desk.chat.ask(question);
      await lookOnPhone(desk, name, heading);
    },
  );

  it('keeps each of the seven tabs within 320 px', async () => {
    const card = await desk.chat.ask('signins for alice blocked');
    await desk.chat.press(card, /blocked by/);
    const phone = await openPhone(desk.browser);
    for (const tab of [...tabs.slice(1), ...tabs.slice(0, 1)]) {
      await desk.chat.press(card, tab);
      const name = `signin-${tab.toLowerCase().replace(' ', '-')}-narrow-dark`;
      const look = { widthPx: 320, theme: 'dark' } as const;
      const shown = await phone.show(desk.chat.jsonOf('Next:'), look, name);
      expect(shown.text).toContain(tab);
      expect(shown.overflowPx).toBe(0);
    }
  });

  it('refuses a person without a role, says who may help, and shows nothing', async () => {
    const tim = await ChatClient.open(desk.browser, await desk.demo.seat('tim'));
    await tim.openPersonal();
    const card = await tim.ask('signins for alice');
    const text = await card.innerText();
    expect(text).toMatch(/Security Reader/);
    expect(text).not.toMatch(/alice\.martin|succeeded|blocked by/i);
    await tim.screenshot('refused-card', card);
  });
});

/** The lines of a list without what tells the time of the reading. */
function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Read:'));
}

async function shownTabs(card: Locator): Promise<string[]> {
  const titles = await card.getByRole('button').allInnerTexts();
  return titles.filter((title) => tabs.includes(title));
}
