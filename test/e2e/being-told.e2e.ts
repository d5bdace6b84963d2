import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
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
import { describeInBrowser } from './browser.ts';
import { type Desk, openDesk } from './desk.ts';
import { lookOnPhone } from './look.ts';
import { until } from './until.ts';

describeInBrowser('being told in a channel', () => {
  let desk: Desk;
  const firstAt = new Map<string, string>();

  /** Conditional access stops this person now. */
  async function block({ displayName }: Identity): Promise<void> {
    // The tenant draws place and policy by the time: those of one moment belong to one case.
    const createdDateTime = firstAt.get(displayName) ?? new Date().toISOString();
    firstAt.set(displayName, createdDateTime);
    await desk.demo.tell('sign-in', {
      id: randomUUID(),
      createdDateTime,
      userDisplayName: displayName,
      appDisplayName: 'Fabrikam Wiki',
      appId: 'f1a0ce00-7e57-4000-8000-0000000000e2',
      status: { errorCode: 53003 },
    });
  }

  function alertsOf({ displayName }: Identity): Locator {
    return desk.chat.cardsWith(`${displayName} → Fabrikam Wiki`);
  }

  async function arrived(person: Identity): Promise<Locator> {
    const alerts = alertsOf(person);
    await until(`an alert of ${person.displayName}`, async () => (await alerts.count()) > 0);
    return alerts.first();
  }

  beforeAll(async () => {
    desk = await openDesk();
    await desk.chat.openChannel(alertsChannel);
    await desk.chat.say('alerts here');
    const welcome = desk.chat.cardsWith('This channel receives alerts now');
    await until('the channel is subscribed', async () => (await welcome.count()) > 0);
  });
  afterAll(() => desk?.close());

  it('posts a card with verdict, reason and next step when a policy stops somebody', async () => {
    await block(readerUser);
    const text = await (await arrived(readerUser)).innerText();
    expect(text).toContain('blocked by');
    expect(text).toContain('Next:');
    expect(text).toContain('1 sign-in');
    await desk.chat.screenshot('alert-wide');
    await desk.chat.screenshot('alert-card', alertsOf(readerUser).first());
    await lookOnPhone(desk, 'alert', `${readerUser.displayName} →`);
  });

  it('answers a question to its asker alone, and the others read no more than that', async () => {
    await desk.chat.say(`signins for ${alice.userPrincipalName}`);
    await desk.chat.hears('Answered Adele Vance privately.');
    expect(await desk.chat.cardsWith(alice.displayName).count()).toBe(0);
    await desk.chat.screenshot('private-note-wide');
    await desk.chat.openPersonal();
    const answers = desk.chat.cardsWith(`Sign-ins of ${alice.displayName}`);
    await until('the answer in her own chat', async () => (await answers.count()) > 0);
    await desk.chat.screenshot('private-answer-card', answers.first());
    await desk.chat.openChannel(alertsChannel);
    await desk.chat.say('answers here');
    const opened = desk.chat.cardsWith('This channel is open');
    await until('the channel is open', async () => (await opened.count()) > 0);
    await desk.chat.screenshot('answers-here-card', opened.first());
    await desk.chat.say(`signins for ${alice.userPrincipalName}`);
    await until('an answer for all', async () => (await answers.count()) > 0);
    await desk.chat.say('answers off');
    const closed = desk.chat.cardsWith('alone, from now on');
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
    await desk.chat.press(card, 'Claim');
    await desk.chat.becomes(card, 'Claimed by Adele Vance');
    await desk.chat.screenshot('alert-claimed-card', card);
  });

  it('snoozes a case with the reason given, and says until when', async () => {
    await block(mariaOne);
    const card = await arrived(mariaOne);
    const fillIn = () => card.getByRole('textbox').fill('travelling, ticket 4711');
    await desk.chat.submit(card, 'Snooze', fillIn, 'Snooze it');
    await desk.chat.becomes(card, /Snoozed/i);
    await desk.chat.becomes(card, 'travelling, ticket 4711');
    await desk.chat.screenshot('alert-snoozed-card', card);
  });

  it('tells once what happened while the bot was killed, and the cases of before still work', async () => {
    await block(zoe);
    const before = await arrived(zoe);
    // One that was posted and not noted yet would be told again: nobody can know better.
    const told = [readerUser, alice, operatorUser, mariaOne, zoe].length;
    await until('the last card is noted', async () => (await desk.demo.postedAlerts()) >= told);
    await desk.demo.killBot();
    await block(obrien);
    await desk.demo.startBot();
    await arrived(obrien);
    await desk.chat.press(before, 'Claim');
    await desk.chat.becomes(before, 'Claimed by Adele Vance');
    // What is told after it shows that the first was not told again.
    await block(obrien);
    await until('two sign-ins on the card', async () =>
      (await alertsOf(obrien).first().innerText()).includes('2 sign-ins'),
    );
    expect(await alertsOf(obrien).count()).toBe(1);
    expect(await alertsOf(zoe).count()).toBe(1);
  });
});
