import { afterEach, describe, expect, it } from '@jest/globals';
import { actOnCase } from '../src/alerts/actions.ts';
import type { Case } from '../src/domain/case.ts';
import { AppError } from '../src/errors.ts';
import type { Outgoing } from '../src/ports/chat.ts';
import { openStore, type Store } from '../src/store/open-store.ts';
import { theCase } from './alerts/builders.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { minutesAfter, signInRecord } from './builders.ts';
import { ago } from './commands/ago.ts';
import { buttonsOf } from './commands/buttons.ts';
import { alice, asker, channel, createWorld, tenantId } from './commands/world.ts';

const links = {
  signIns: () => 'https://entra.microsoft.com/#view/sign-ins',
  directoryAudits: () => 'https://entra.microsoft.com/#view/audits',
  auditSearch: () => 'https://purview.microsoft.com/audit',
};
const breakGlass = { refusal: () => undefined };
let store: Store | undefined;

afterEach(async () => {
  await store?.close();
  store = undefined;
});

/** The door over a real store that holds these cases. */
async function openDoor({ cases = [theCase()] }: { cases?: readonly Case[] } = {}) {
  const opened = await openStore('sqlite::memory:', { log: recordingLog() });
  store = opened;
  await opened.alerts.write(tenantId, async (writer) => {
    for (const one of cases) {
      await writer.saveCase(one);
      await writer.addSignIns(one, [one.latest]);
    }
  });
  const world = createWorld({
    level: 'operator',
    deps: { cases: opened.cases, subscriptions: opened.subscriptions },
    parts: {
      actOnCase: (request) =>
        actOnCase(request, { store: opened.alerts, links, breakGlass, newId: () => 'silence-1' }),
    },
  });
  const kept = async (): Promise<Case | undefined> => opened.cases.find(tenantId, 'case-1');
  const messages = () => opened.alerts.write(tenantId, (writer) => writer.messages('case-1'));
  return { ...world, kept, messages };
}

const claim = { do: 'case', case: 'case-1', act: 'claim' };

describe('a message', () => {
  it('is answered with a new card and the same in plain text', async () => {
    const answer = await createWorld().ask('help');
    expect(answer.mode).toBe('message');
    expect(answer.card).toMatchObject({ type: 'AdaptiveCard' });
    expect(answer.text).toContain('What you may ask');
  });
});

describe('a button that asks', () => {
  it('is answered in place of its card, or beside it where the card must stay', async () => {
    const world = createWorld();
    expect((await world.send({ do: 'ask', ask: 'help' })).mode).toBe('replace');
    expect((await world.send({ do: 'ask', ask: 'help', open: 'new' })).mode).toBe('message');
  });

  it('is judged by the level its presser has now', async () => {
    const world = createWorld({ records: [ago(1, signInRecord)] });
    const list = await world.ask('signins');
    world.standing.level = 'none';
    const refused = await world.press(list, 'Refresh');
    expect(refused.text).toContain('not for you yet');
    expect(world.signIns.asked).toHaveLength(1);
  });

  it.each([
    {},
    { do: 'ask' },
    { do: 'ask', ask: 7 },
    { do: 'ask', ask: { $ne: 1 }, page: {}, until: [], tab: {}, back: 'x' },
    { do: 'ask', ask: 'signins', until: 'tomorrow', page: 'NaN' },
    { do: 'ask', ask: 'signins', until: '+275760-09-13T00:00:00Z', page: -7 },
    { do: 'case' },
    { do: 'case', case: 'case-1', act: 'constructor' },
    { do: 'case', case: ['case-1'], act: 'claim' },
    { do: '__proto__', ask: 'signins' },
  ])('does no harm with data that no card sends: %j', async (data) => {
    const world = createWorld();
    const answer = await world.send(data as never);
    expect(answer.text).not.toContain('Reference:');
    const ends = world.signIns.asked.map(({ query }) => query.window.to.getTime());
    expect(ends.every((end) => end <= world.time.now.getTime())).toBe(true);
  });
});

describe('a button of a case', () => {
  it('claims it for an operator and shows so on the card', async () => {
    const door = await openDoor();
    const answer = await door.send(claim);
    expect(answer.mode).toBe('replace');
    expect(answer.text).toContain('Claimed by Olga Operator');
    expect(await door.kept()).toMatchObject({
      state: 'claimed',
      owner: { id: asker.id, name: asker.name },
      history: [{ what: 'claimed', at: door.time.now }],
    });
  });

  it('assigns it to whom the directory knows by the id that was picked, whatever name came with it', async () => {
    const door = await openDoor();
    const act = { do: 'case', case: 'case-1', act: 'assign' };
    const unknown = await door.send({ ...act, assignee: 'b0b00000-0000-4000-8000-00000000ffff' });
    expect(unknown.text).toContain('whom the directory knows');
    await door.send({ ...act, assignee: alice.id, name: 'Mallory' });
    expect(await door.kept()).toMatchObject({ owner: { id: alice.id, name: alice.name } });
    await door.send({ ...act, assignee: 'me' });
    expect(await door.kept()).toMatchObject({ owner: { id: asker.id, name: asker.name } });
  });

  it('silences nothing for somebody who may only look', async () => {
    const door = await openDoor();
    door.standing.level = 'reader';
    await door.send({ do: 'case', case: 'case-1', act: 'silence', days: '7', reason: 'x' });
    expect((await door.kept())?.silence).toBeUndefined();
  });

  it('snoozes and resolves with what was filled in', async () => {
    const door = await openDoor();
    const snooze = { ...claim, act: 'snooze', hours: '24', reason: 'ticket 4711' };
    expect((await door.send(snooze)).text).toContain('ticket 4711');
    expect(await door.kept()).toMatchObject({
      state: 'snoozed',
      snoozedUntil: minutesAfter(door.time.now, 24 * 60),
    });
    await door.send({ ...claim, act: 'resolve', resolution: 'fixed' });
    expect(await door.kept()).toMatchObject({ state: 'resolved' });
  });

  it('says on the card why nothing changed', async () => {
    const door = await openDoor();
    const answer = await door.send({ ...claim, act: 'snooze', hours: '5', reason: 'because' });
    expect(answer).toMatchObject({ mode: 'replace' });
    expect(answer.text).toContain('1 hour, 1 day or 7 days');
    expect(await door.kept()).toMatchObject({ state: 'open' });
  });

  it.each(['reader', 'none'] as const)(
    'changes nothing for level %s, neither the case nor its card, and says whom it is for to her alone',
    async (level) => {
      const door = await openDoor();
      door.standing.level = level;
      const answer = await door.send(claim);
      expect(answer).toMatchObject({ mode: 'whisper' });
      expect(answer.text).toContain('This button is for operators and admins');
      expect(answer.text).not.toContain('Nobody has claimed it yet');
      expect(await door.kept()).toMatchObject({ state: 'open', history: [] });
    },
  );

  it('tells that a case is not known any more, in a message of its own', async () => {
    const door = await openDoor({ cases: [] });
    const answer = await door.send(claim);
    expect(answer.mode).toBe('message');
    expect(answer.text).toContain('“alerts” lists the open ones.');
  });

  it('claims from the list and shows the list again', async () => {
    const door = await openDoor();
    const list = await door.ask('alerts');
    const answer = await door.press(list, 'Claim');
    expect(answer.mode).toBe('replace');
    expect(answer.text).toContain('1 open case');
    expect(answer.text).toContain('claimed by Olga Operator');
  });

  it('makes the card it was pressed on the case’s own, unless the card is a list', async () => {
    const door = await openDoor();
    await door.ask('alerts here');
    await door.press(await door.ask('alerts'), 'Claim');
    expect(await door.messages()).toEqual([]);
    await door.send({ ...claim, act: 'reopen' });
    expect(await door.messages()).toMatchObject([
      { conversationId: channel.id, activityId: 'card-1' },
    ]);
  });
});

describe('opening things from a list', () => {
  it('opens the latest sign-in of a case and comes back to the list', async () => {
    const record = ago(1, signInRecord, { id: 'sign-in' });
    const world = createWorld({ records: [record], cases: [theCase()] });
    const list = await world.ask('alerts');
    const opened = await world.press(list, 'Open sign-in');
    expect(opened.text).toContain('Alice Example → Office 365 Exchange Online');
    expect((await world.press(opened, 'Back')).text).toBe(list.text);
  });
});

const unknownLevel = new AppError('access-unknown', 'Your role could not be checked.', {
  hint: 'Grant Directory.Read.All.',
});

describe('a level that cannot be told', () => {
  const access = { levelOf: () => Promise.reject(unknownLevel) };

  it('is no, with the reason, and no log is read', async () => {
    const world = createWorld({ parts: { access } });
    const answer = await world.ask('signins for alice');
    expect(answer.text).toContain('not for you yet');
    expect(answer.text).toContain('Your role could not be checked. Grant Directory.Read.All.');
    expect(world.graphQuestions()).toBe(0);
    expect(world.log.lines.join('\n')).toContain('the level of an asker is unknown');
  });

  it('presses no button of a case', async () => {
    const pressed: unknown[] = [];
    const world = createWorld({
      parts: {
        access,
        actOnCase: async (request) => {
          pressed.push(request);
          throw new Error('nobody may');
        },
      },
    });
    const answer = await world.send(claim);
    expect(answer.text).toContain('Your role could not be checked.');
    expect(pressed).toEqual([]);
  });
});

describe('a failure', () => {
  const failing = (thrown: Error) => {
    const world = createWorld();
    world.signIns.fails = thrown;
    return world;
  };

  it('that nobody foresaw gives a reference and no detail; the log has both', async () => {
    const world = failing(new TypeError('secret.host: cannot read properties of undefined'));
    const answer = await world.ask('signins');
    expect(answer.mode).toBe('message');
    expect(answer.text).toContain('ref-0001');
    expect(JSON.stringify(answer)).not.toMatch(/secret\.host|TypeError|properties/);
    expect(world.log.lines.at(-1)).toMatch(/^error .*ref-0001/);
  });

  it('that is known gives its sentence and the next step', async () => {
    const missing = new AppError('permission-missing', 'Graph refused the sign-in log.', {
      hint: 'Grant AuditLog.Read.All.',
    });
    const { text } = await failing(missing).ask('signins');
    expect(text).toContain('Graph refused the sign-in log.');
    expect(text).toContain('Grant AuditLog.Read.All.');
    expect(text).toContain('ref-0001');
  });

  const againIn = ({ card }: Outgoing) =>
    buttonsOf(card).filter(({ title }) => title === 'Try again');

  it('that may pass lets a person try again; another does not', async () => {
    const busy = new AppError('throttled', 'Graph is busy.', { retryable: true });
    const world = failing(busy);
    const answer = await world.ask('signins for alice last 2h');
    expect(againIn(answer)).toHaveLength(1);
    delete world.signIns.fails;
    const again = await world.press(answer, 'Try again');
    expect(again.text).toContain('Sign-ins of Alice Example');
    const refused = new AppError('permission-missing', 'Graph refused.');
    expect(againIn(await failing(refused).ask('signins'))).toEqual([]);
  });

  it('is told whatever the failing question was called', async () => {
    const busy = new AppError('throttled', 'Graph is busy.', { retryable: true });
    const line = `signins app "\${x} {{DATE(1)}} <at>all</at>"`;
    const answer = await failing(busy).ask(line);
    expect(answer.text).toContain('Graph is busy.');
    expect(againIn(answer).map(({ data }) => data.ask)).toEqual([line]);
  });
});
