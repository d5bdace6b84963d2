import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { alertsChannel } from '../../src/demo/playground/config.ts';
import {
  alice,
  type Identity,
  mariaOne,
  obrien,
  operatorUser,
  readerUser,
  zoe,
} from '../../src/demo/tenant/identities.ts';
import { describeInBrowser, openBrowser } from './browser.ts';
import { ChatClient } from './chat-client.ts';
import { type DemoParts, startDemoParts } from './demo-parts.ts';
import { lookOnPhone } from './look.ts';
import { until } from './until.ts';

describeInBrowser('being told in a channel', () => {
  let demo: DemoParts;
  let browser: Browser;
  const firstAt = new Map<string, string>();
  let chat: ChatClient;

  /** Conditional access stops this person now. */
  async function block({ displayName }: Identity): Promise<void> {
    // The tenant draws place and policy by the time: those of one moment belong to one case.
    const createdDateTime = firstAt.get(displayName) ?? new Date().toISOString();
    firstAt.set(displayName, createdDateTime);
    await demo.tell('sign-in', {
      id: randomUUID(),
      createdDateTime,
      userDisplayName: displayName,
      appDisplayName: 'Fabrikam Wiki',
      appId: 'f1a0ce00-7e57-4000-8000-0000000000e2',
      status: { errorCode: 53003 },
    });
  }

  function alertsOf({ displayName }: Identity): Locator {
    return chat.cardsWith(`${displayName} → Fabrikam Wiki`);
  }

  async function arrived(person: Identity): Promise<Locator> {
    const alerts = alertsOf(person);
    await until(`an alert of ${person.displayName}`, async () => (await alerts.count()) > 0);
    return alerts.first();
  }

  beforeAll(async () => {
    demo = await startDemoParts();
    browser = await openBrowser();
    chat = await ChatClient.open(browser, await demo.seat('adele'));
    await chat.openChannel(alertsChannel);
    await chat.say('alerts here');
    const welcome = chat.cardsWith('This channel receives alerts now');
    await until('the channel is subscribed', async () => (await welcome.count()) > 0);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('posts a card with verdict, reason and next step when a policy stops somebody', async () => {
    await block(readerUser);
    const text = await (await arrived(readerUser)).innerText();
    expect(text).toContain('blocked by');
    expect(text).toContain('Next:');
    expect(text).toContain('1 sign-in');
    await chat.screenshot('alert-wide');
    await chat.screenshot('alert-card', alertsOf(readerUser).first());
    await lookOnPhone({ browser, chat }, 'alert', `${readerUser.displayName} →`);
  });

  it('answers a question to its asker alone, and the others read no more than that', async () => {
    await chat.say(`signins for ${alice.userPrincipalName}`);
    await chat.hears('Answered Adele Vance privately.');
    expect(await chat.cardsWith(alice.displayName).count()).toBe(0);
    await chat.screenshot('private-note-wide');
    await chat.openPersonal();
    const answers = chat.cardsWith(`Sign-ins of ${alice.displayName}`);
    await until('the answer in her own chat', async () => (await answers.count()) > 0);
    await chat.screenshot('private-answer-card', answers.first());
    await chat.openChannel(alertsChannel);
    await chat.say('answers here');
    const opened = chat.cardsWith('This channel is open');
    await until('the channel is open', async () => (await opened.count()) > 0);
    await chat.screenshot('answers-here-card', opened.first());
    await chat.say(`signins for ${alice.userPrincipalName}`);
    await until('an answer for all', async () => (await answers.count()) > 0);
    await chat.say('answers off');
    const closed = chat.cardsWith('alone, from now on');
    await until('the channel is closed', async () => (await closed.count()) > 0);
  });

  it('lets the one card grow when it happens again', async () => {
    await block(alice);
    const card = await arrived(alice);
    await block(alice);
    await until('two sign-ins on the card', async () =>
      (await card.innerText()).includes('2 sign-ins'),
    );
    expect(await alertsOf(alice).count()).toBe(1);
  });

  it('shows who claimed a case', async () => {
    await block(operatorUser);
    const card = await arrived(operatorUser);
    await chat.press(card, 'Claim');
    await chat.becomes(card, 'Claimed by Adele Vance');
    await chat.screenshot('alert-claimed-card', card);
  });

  it('snoozes a case with the reason given, and says until when', async () => {
    await block(mariaOne);
    const card = await arrived(mariaOne);
    const fillIn = () => card.getByRole('textbox').fill('travelling, ticket 4711');
    await chat.submit(card, 'Snooze', fillIn, 'Snooze it');
    await chat.becomes(card, /Snoozed/i);
    await chat.becomes(card, 'travelling, ticket 4711');
    await chat.screenshot('alert-snoozed-card', card);
  });

  it('tells once what happened while the bot was killed, and the cases of before still work', async () => {
    await block(zoe);
    const before = await arrived(zoe);
    // One that was posted and not noted yet would be told again: nobody can know better.
    const told = [readerUser, alice, operatorUser, mariaOne, zoe].length;
    await until('the last card is noted', async () => (await demo.postedAlerts()) >= told);
    await demo.killBot();
    await block(obrien);
    await demo.startBot();
    await arrived(obrien);
    await chat.press(before, 'Claim');
    await chat.becomes(before, 'Claimed by Adele Vance');
    // What is told after it shows that the first was not told again.
    await block(obrien);
    await until('two sign-ins on the card', async () =>
      (await alertsOf(obrien).first().innerText()).includes('2 sign-ins'),
    );
    expect(await alertsOf(obrien).count()).toBe(1);
    expect(await alertsOf(zoe).count()).toBe(1);
  });
});
