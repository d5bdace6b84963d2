import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { alertsChannel } from '../../src/demo/playground/config.ts';
import {
  alice,
  type Identity,
  mariaOne,
  noRoleUser,
  obrien,
  operatorUser,
  policyIds,
  readerUser,
  zoe,
} from '../../src/demo/tenant/identities.ts';
import { describeInBrowser } from './browser.ts';
import { type Desk, openDesk } from './desk.ts';
import { look } from './look.ts';
import { until } from './until.ts';

const rules = 'rules:\n  ca-block:\n    unclaimedAfterMinutes: 1\n';
const wrongRules = 'rules:\n  ca-block:\n    unclaimedAfterMinutes: soon\n';

const apps = {
  wiki: { appDisplayName: 'Fabrikam Wiki', appId: 'f1a0ce00-7e57-4000-8000-0000000000e2' },
  payroll: { appDisplayName: 'Fabrikam Payroll', appId: 'f1a0ce00-7e57-4000-8000-0000000000e3' },
  travel: { appDisplayName: 'Fabrikam Travel', appId: 'f1a0ce00-7e57-4000-8000-0000000000e4' },
} as const;

describeInBrowser('looking after cases and the watch', () => {
  let desk: Desk;

  /** Conditional access stops this person now. */
  async function block({ displayName }: Identity, app: keyof typeof apps = 'wiki'): Promise<void> {
    const status = { errorCode: 53003 };
    await desk.demo.tell('sign-in', { userDisplayName: displayName, ...apps[app], status });
  }

  function alertsOf({ displayName }: Identity, app: keyof typeof apps = 'wiki'): Locator {
    return desk.chat.cardsWith(`${displayName} → ${apps[app].appDisplayName}`);
  }

  async function arrived(person: Identity, app: keyof typeof apps = 'wiki'): Promise<Locator> {
    const alerts = alertsOf(person, app);
    await until(`an alert of ${person.displayName}`, async () => (await alerts.count()) > 0);
    return alerts.first();
  }

  beforeAll(async () => {
    desk = await openDesk({ rules });
    await desk.chat.openChannel(alertsChannel);
    await desk.chat.say('alerts here');
    const welcome = desk.chat.cardsWith('This channel receives alerts now');
    await until('the channel is subscribed', async () => (await welcome.count()) > 0);
    // What takes the bot a minute to say is waited for at the end.
    await desk.demo.writeRules(wrongRules);
    // Of the first case all is read at once; in a burst the bot leaves reading for later.
    await block(alice);
    await arrived(alice);
    await block(noRoleUser);
    await block(alice, 'payroll');
    await block(operatorUser);
    await block(mariaOne);
  });
  afterAll(() => desk?.close());

  it('opens what is known around a case', async () => {
    await arrived(alice, 'payroll');
    const card = await arrived(alice);
    await desk.chat.press(card, 'Claim');
    const more = `More about ${alice.displayName}`;
    const text = await desk.chat.unfold(card, more, 'Last sign-ins');
    expect(text).toContain('Last sign-ins');
    expect(text).toContain('Other open cases');
    expect(text).toContain('Fabrikam Payroll');
    await look(desk, 'alert-around', card, `${alice.displayName} → Fabrikam Wiki`, more);
  });

  it('assigns a case by its button', async () => {
    const card = await arrived(operatorUser);
    const show = () => desk.chat.screenshot('alert-assign-card', card);
    await desk.chat.submit(card, 'Assign', show, 'Assign it');
    await desk.chat.becomes(card, 'Claimed by Adele Vance');
    await desk.chat.becomes(card, 'Adele Vance assigned it to Adele Vance');
  });

  it('asks why before it silences what is expected', async () => {
    await block(obrien);
    const card = await arrived(obrien);
    await desk.chat.unfold(card, 'This is expected', `Silences ${obrien.displayName}, policy CA`);
    await look(
      desk,
      'alert-expected',
      card,
      `${obrien.displayName} → Fabrikam Wiki`,
      'This is expected',
    );
    const fillIn = () => card.getByRole('textbox').last().fill('our VPN, ticket 4711');
    await desk.chat.submit(card, 'This is expected', fillIn, 'Silence it');
    await desk.chat.becomes(card, /Silenced by Adele Vance until .* UTC: our VPN, ticket 4711/);
    await desk.chat.screenshot('alert-silenced-card', card);
  });

  it('resolves a case with its cause and a note, and keeps its history', async () => {
    await block(readerUser);
    const card = await arrived(readerUser);
    const fillIn = async () => {
      await desk.chat.choose(card, 'What was it?', 'Attack: somebody else tried');
      await card.getByRole('textbox').last().fill('password changed, ticket 4712');
      await desk.chat.screenshot('alert-resolve-card', card);
    };
    await desk.chat.submit(card, 'Resolve', fillIn, 'Resolve it');
    await desk.chat.becomes(card, /Resolved by Adele Vance: attack.*password changed, ticket 4712/);
    await desk.chat.becomes(card, 'Adele Vance resolved it');
    await look(desk, 'alert-resolved', card, 'password changed, ticket 4712');
  });

  it('rings again below the card of a case that got worse', async () => {
    const change = (state: string) =>
      desk.demo.tell('policy', {
        id: policyIds.reportCompliant,
        patch: { state },
        by: operatorUser.id,
      });
    await change('enabled');
    const cards = desk.chat.cardsWith('switched on conditional access policy “CA010');
    await until('the change is told', async () => (await cards.count()) > 0);
    await look(desk, 'policy-changed', cards.first(), 'switched on conditional access policy');
    await change('disabled');
    await desk.chat.hears('It got worse: severity from medium to high.');
    await desk.chat.screenshot('alert-rose-wide');
  });

  it('assigns a case by a typed line', async () => {
    await desk.chat.openPersonal();
    const card = await desk.chat.ask(`assign ${mariaOne.userPrincipalName} to oskar`);
    await desk.chat.screenshot('assigned-card', card);
    expect(await card.innerText()).toContain('Oskar Lind has the case of Maria Garcia now');
  });

  it('snoozes a person by a typed line, and a traveller from her country', async () => {
    const card = await desk.chat.ask('snooze alice until friday because travelling');
    const text = await card.innerText();
    expect(text).toContain('Snoozed: Alice Martin, until');
    expect(text).toMatch(/\d open cases go quiet/);
    expect(text).toContain('Adele Vance: travelling');
    const trip = await (await desk.chat.ask('travel alice to FR until friday')).innerText();
    expect(trip).toContain('Snoozed: Alice Martin, from France, until');
  });

  it('asks again before it snoozes what covers everybody', async () => {
    const card = await desk.chat.ask('snooze policy CA005 for 2d because the network moves');
    expect(await card.innerText()).toMatch(/Snooze all of policy CA005/);
    await look(desk, 'snooze-confirm', card, 'Snooze all of policy');
    await desk.chat.press(card, 'Leave it');
    expect(await card.innerText()).toContain('3 snoozes');
  });

  it('holds back what is snoozed, counts it, and speaks again when the snooze is ended', async () => {
    await block(alice, 'travel');
    await block(zoe);
    await desk.chat.openChannel(alertsChannel);
    await arrived(zoe);
    expect(await alertsOf(alice, 'travel').count()).toBe(0);
    const quiet = await arrived(alice, 'payroll');
    await desk.chat.becomes(quiet, 'Silenced by Adele Vance');
    await desk.chat.screenshot('alert-quiet-card', quiet);
    await desk.chat.becomes(await arrived(mariaOne), 'Claimed by Oskar Lind');
    await desk.chat.openPersonal();
    const card = await desk.chat.ask('snoozes');
    expect(await card.innerText()).toContain('one finding held back');
    await look(desk, 'snoozes', card, '3 snoozes');
    const which = await desk.chat.ask('snooze end');
    expect(await which.innerText()).toContain('Which snooze shall end?');
    const own = which.getByRole('button', { name: 'End it' });
    expect(await own.count()).toBe(3);
    await desk.chat.press(which, 'End it');
    expect(await which.innerText()).toContain('End the snooze of ');
    await look(desk, 'snooze-end-confirm', which, 'End the snooze of ');
    await desk.chat.press(which, 'End it');
    await desk.chat.screenshot('snooze-ended-card', which);
    expect(await which.innerText()).toContain('🔔 No longer snoozed: ');
  });

  it('proves what it has read, and shows by which rules it watches', async () => {
    const coverage = await desk.chat.ask('coverage');
    expect(await coverage.innerText()).toContain('No gap');
    await look(desk, 'coverage', coverage, 'Coverage:');
    const card = await desk.chat.ask('alerts rules');
    const text = await card.innerText();
    expect(text).toContain('the rules from before stay in force');
    expect(text).toContain('Line 3');
    await look(desk, 'alerts-rules', card, 'What the watch alerts on');
  });

  it('tries a rule out: a sample whose buttons do nothing, and what it would have raised', async () => {
    const sample = await desk.chat.ask('alerts test failures-then-success');
    const text = await sample.innerText();
    expect(text).toContain('Sample: nothing happened');
    expect(text).toContain('Got in');
    await look(desk, 'alerts-test', sample, 'Sample: nothing happened');
    const replay = await desk.chat.ask('alerts replay ca-block last 24h');
    expect(await replay.innerText()).toMatch(/ca-block would have raised \d+ cases?/);
    await look(desk, 'alerts-replay', replay, 'ca-block would have raised');
  });

  it('looks back on the day so far', async () => {
    const card = await desk.chat.ask('digest');
    expect(await card.innerText()).toContain('so far');
    await look(desk, 'digest', card, 'so far');
  });

  it('reminds below the card of what nobody has claimed, and says that its rules file is wrong', async () => {
    await desk.chat.openChannel(alertsChannel);
    await desk.chat.hears(`Nobody is on it yet, open for 1 min. ${noRoleUser.displayName}`);
    const notice = desk.chat.cardsWith('About the bot', 'rules file');
    await until('a notice about the rules file', async () => (await notice.count()) > 0);
    expect(await notice.first().innerText()).toMatch(/Line 3(.|\n)*Alert rules/);
    await look(desk, 'about-the-rules', notice.first(), 'About the bot');
    await desk.chat.screenshot('reminded-wide');
    await desk.chat.screenshot('reminded-card', await arrived(noRoleUser));
  });
});
