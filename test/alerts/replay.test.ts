import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import { mostLooks } from '../../src/alerts/trials/completion.ts';
import { trialOf } from '../../src/alerts/trials/create-trials.ts';
import { mostPages, type ReplayDeps, replay } from '../../src/alerts/trials/replay.ts';
import type { Case } from '../../src/domain/case.ts';
import type { SignIn } from '../../src/domain/sign-in.ts';
import { AppError } from '../../src/errors.ts';
import type { SignInQuery } from '../../src/ports/sign-in-log.ts';
import { aSilence, atMinute, tenantId, theCase } from './builders.ts';
import { fakeAudits } from './fake-audits.ts';
import { blocked, gotIn, prompted } from './records.ts';
import { clockAt, fakeLog, never } from './world.ts';

const hour = { from: atMinute(0), to: atMinute(60) };

function rulesFrom(rules: object = {}) {
  const read = readRules({ rules }, builtInRules);
  if (!read.ok) throw new Error('these rules are wrong');
  return read.rules;
}

interface Given {
  readonly rows?: readonly SignIn[];
  readonly rules?: object;
  readonly pageSize?: number;
  readonly cases?: readonly Case[];
  readonly change?: Partial<ReplayDeps>;
}

/** A replay of an hour that ended a minute ago. */
function replayed(ruleId: string, given: Given = {}) {
  const clock = clockAt(61);
  const signIns = fakeLog(clock, { pageSize: given.pageSize ?? 1000 });
  for (const row of given.rows ?? []) signIns.put(row);
  const trial = trialOf(ruleId, builtInRules, rulesFrom(given.rules));
  if (trial === undefined) throw new Error(`no rule ${ruleId}`);
  const deps: ReplayDeps = {
    tenantId,
    signIns,
    audits: fakeAudits(clock),
    store: {
      silences: { current: async () => [] },
      cases: { since: async () => [...(given.cases ?? [])] },
    },
    breakGlass: { has: () => false, refusal: () => undefined },
    clock,
    patience: () => never,
    ...given.change,
  };
  return { clock, signIns, run: () => replay(deps, trial, hour, never) };
}

const blocks = (count: number) =>
  Array.from({ length: count }, (_, n) => blocked({ id: `b${n}`, minute: n + 1, user: `u${n}` }));
const prompts = (user: string) =>
  [1, 10, 20].map((minute) => prompted({ id: `${user}-${minute}`, minute, user }));
const titles = (cases: readonly { readonly alert: Case }[]) =>
  cases.map(({ alert }) => [alert.user.name, alert.count]);

describe('a replay', () => {
  it('counts what was read, what the rule matches and the cases that come of it', async () => {
    const rows = [
      blocked({ id: 'a1', minute: 1 }),
      blocked({ id: 'a2', minute: 5 }),
      blocked({ id: 'b1', minute: 9, user: 'bob' }),
      prompted({ id: 'c1', minute: 9, user: 'eve' }),
    ];
    const { run, signIns } = replayed('ca-block', { rows });
    const found = await run();
    expect(found).toMatchObject({
      records: 'sign-ins',
      rows: 4,
      pages: 1,
      findings: 3,
      isOff: false,
    });
    expect(titles(found.cases)).toEqual([
      ['bob', 1],
      ['ada', 2],
    ]);
    expect(signIns.asked).toHaveLength(1);
  });

  it('judges by the settings of now: whom they leave out, and how many are many', async () => {
    const rows = [...blocks(4), blocked({ id: 'x', minute: 2, user: 'ada' })];
    const rules = { 'ca-block': { people: 3, match: { excludeUsers: ['u0@contoso.example'] } } };
    const { cases, findings } = await replayed('ca-block', { rows, rules }).run();
    expect(findings).toBe(4);
    expect(cases.map(({ alert }) => alert.spread?.people.distinct ?? alert.user.name)).toEqual([
      2,
      'u1',
      'ada',
    ]);
  });

  it('judges a rule that is switched off as it is built in, and says so', async () => {
    const rules = { 'ca-block': { enabled: false } };
    const found = await replayed('ca-block', { rows: blocks(2), rules }).run();
    expect(found).toMatchObject({ isOff: true, findings: 2 });
  });

  it('leaves a record to the rule that comes first, as the watch does', async () => {
    const found = await replayed('ca-prompt-unmet', { rows: blocks(5) }).run();
    expect(found).toMatchObject({ rows: 5, findings: 0, cases: [] });
  });

  it('raises prompts that repeat, and tells those that do not and those that were met', async () => {
    const rows = [
      ...prompts('ada'),
      ...prompts('bob'),
      gotIn({ id: 'in', minute: 20.3, user: 'bob' }),
      prompted({ id: 'once', minute: 3, user: 'eve' }),
    ];
    const found = await replayed('ca-prompt-unmet', { rows }).run();
    expect(titles(found.cases)).toEqual([['ada', 3]]);
    expect(found).toMatchObject({ findings: 7, completed: 3, waiting: 1, unchecked: 0 });
  });

  it('does not take a success for a completion that came long after the card would have', async () => {
    const rows = [...prompts('ada'), gotIn({ id: 'later', minute: 50, user: 'ada' })];
    const found = await replayed('ca-prompt-unmet', { rows }).run();
    expect(titles(found.cases)).toEqual([['ada', 3]]);
  });

  it('looks after a few people only, whether they met their prompts, and counts the rest', async () => {
    const users = Array.from({ length: mostLooks + 3 }, (_, n) => `u${n}`);
    const { run, signIns } = replayed('ca-prompt-unmet', { rows: users.flatMap(prompts) });
    expect(await run()).toMatchObject({ unchecked: 3, completed: 0 });
    const looks = signIns.asked.filter(({ userId }) => userId !== undefined);
    expect(looks).toHaveLength(mostLooks);
  });

  it('ends after so many pages and says from when on it has read', async () => {
    const rows = blocks(2 * mostPages + 3);
    const found = await replayed('ca-block', { rows, pageSize: 2 }).run();
    expect(found).toMatchObject({ pages: mostPages, rows: 2 * mostPages });
    expect(found.readFrom).toEqual(atMinute(4));
    expect((await replayed('ca-block', { rows }).run()).readFrom).toBeUndefined();
  });

  it('begins no further page once an answer’s time is short', async () => {
    const given = replayed('ca-block', { rows: blocks(9), pageSize: 2 });
    const slow = { ...given.signIns };
    slow.pages = async function* pages(query: SignInQuery, options) {
      for await (const page of given.signIns.pages(query, options)) {
        given.clock.pass(8_000);
        yield page;
      }
    };
    const found = await replayed('ca-block', {
      rows: blocks(9),
      change: { signIns: slow, clock: given.clock },
    }).run();
    expect(found).toMatchObject({ pages: 2, rows: 4, readFrom: atMinute(6) });
  });

  it('tells what was read when a page takes too long, and fails when it was the first', async () => {
    const patience = new AbortController();
    const stuck = (pages: number): ReplayDeps['signIns'] => ({
      async *pages() {
        if (pages > 0) yield { rows: blocks(1), more: true };
        patience.abort();
        throw new AppError('timed-out', 'Graph takes too long.');
      },
      find: async () => undefined,
    });
    const change = (pages: number) => ({ signIns: stuck(pages), patience: () => patience.signal });
    const found = await replayed('ca-block', { change: change(1) }).run();
    expect(found).toMatchObject({ rows: 1, readFrom: atMinute(1) });
    await expect(replayed('ca-block', { change: change(0) }).run()).rejects.toThrow('too long');
  });

  it('reads before the poll, as somebody waits', async () => {
    const asked: unknown[] = [];
    const signIns: ReplayDeps['signIns'] = {
      async *pages(_, { priority }) {
        asked.push(priority);
        yield { rows: [], more: false };
      },
      find: async () => undefined,
    };
    await replayed('ca-block', { change: { signIns } }).run();
    expect(asked).toEqual(['person']);
  });

  it('knows which of its cases the watch has raised, and no others', async () => {
    const rows = blocks(2);
    const first = await replayed('ca-block', { rows }).run();
    const [, earlier] = first.cases;
    if (earlier === undefined) throw new Error('two cases were expected');
    const other = theCase({ key: 'another', firstAt: atMinute(0), lastAt: atMinute(60) });
    const yesterday = { firstAt: atMinute(-999), lastAt: atMinute(-900) };
    const kept = [
      other,
      { ...earlier.alert, id: 'real', state: 'resolved' as const },
      { ...(first.cases[0]?.alert ?? other), id: 'old', ...yesterday },
    ];
    const found = await replayed('ca-block', { rows, cases: kept }).run();
    expect(found.cases.map(({ alert, isReal }) => [alert.user.name, isReal])).toEqual([
      ['u1', false],
      ['u0', true],
    ]);
  });

  it('names silences in force apart, and never for an emergency account', async () => {
    const silence = {
      ...aSilence,
      matcher: { policy: { id: 'id-of-Require MFA', name: 'Require MFA' } },
      from: atMinute(50),
      until: atMinute(500),
      heldBack: 0,
    };
    const over = { ...silence, id: 'over', until: atMinute(55) };
    const store = {
      silences: { current: async () => [silence, over] },
      cases: { since: async () => [] },
    };
    const breakGlass = {
      has: () => false,
      refusal: ({ name }: { readonly name: string }) => (name === 'u0' ? 'emergency' : undefined),
    };
    const rows = [...blocks(2), blocked({ id: 'c', minute: 9, policy: 'Other' })];
    const found = await replayed('ca-block', { rows, change: { store, breakGlass } }).run();
    expect(found.cases.map(({ alert, silenceId }) => [alert.user.name, silenceId])).toEqual([
      ['ada', undefined],
      ['u1', 'silence-1'],
      ['u0', undefined],
    ]);
    expect(found.silences).toEqual([
      expect.objectContaining({ id: 'silence-1', what: 'policy Require MFA', cases: 1 }),
    ]);
  });
});
