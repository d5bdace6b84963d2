import { describe, expect, it } from '@jest/globals';
import {
  findTroubles,
  type SelfFacts,
  type SourceFacts,
} from '../../../src/alerts/self-check/find-troubles.ts';
import { disabling } from '../../../src/domain/trouble.ts';
import type { FailureRun, Sweep } from '../../../src/ports/coverage.ts';
import { aSubscription, atMinute } from '../builders.ts';

const signIns: SourceFacts = {
  name: 'sign-ins',
  records: 'sign-ins',
  lastReadTo: atMinute(599),
  spans: [{ from: atMinute(-60), to: atMinute(599) }],
  failures: [],
  lastSweep: { startedAt: atMinute(560) } as Sweep,
};
const audits: SourceFacts = { ...signIns, name: 'directory-audits', records: 'directory audits' };

/** What is of a source is of the sign-ins. */
type Change = Partial<Omit<SelfFacts, 'sources'>> &
  Partial<Omit<SourceFacts, 'name'>> & { readonly others?: readonly SourceFacts[] };

const facts = ({ others = [], ...change }: Change = {}): SelfFacts => ({
  now: atMinute(600),
  startedAt: atMinute(0),
  hours: [],
  subscriptions: [aSubscription('19:one')],
  oldestDueAt: undefined,
  settleMs: 30_000,
  ruleProblems: [],
  routes: [],
  unreached: [],
  ...change,
  sources: [{ ...signIns, ...change }, ...others],
});

const run = (minutes: number, change: Partial<FailureRun> = {}): FailureRun => ({
  task: 'poll',
  window: { from: atMinute(500), to: atMinute(600) },
  since: atMinute(600 - minutes),
  lastAt: atMinute(600),
  times: 9,
  code: 'unavailable',
  reason: 'Microsoft Graph has a problem (HTTP 503). Try again in a minute.',
  ...change,
});

const kinds = (change: Change) => findTroubles(facts(change)).map(({ kind }) => kind);

describe('what is wrong with the watch', () => {
  it('is nothing on a good day', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ lastReadTo: undefined, spans: [], lastSweep: undefined })).toEqual([]);
  });

  it('is reads that fail for ten minutes, with the reason as the next step', () => {
    expect(kinds({ failures: [run(9)] })).toEqual([]);
    expect(findTroubles(facts({ failures: [run(10)] }))).toMatchObject([
      { kind: 'reads-failing', nextStep: expect.stringContaining('HTTP 503') },
    ]);
    expect(kinds({ failures: [run(60, { endedAt: atMinute(599) })] })).toEqual([]);
  });

  it('is another source that fails while sign-ins are read, and only then', () => {
    const find = (failures: FailureRun[], change: Change = {}) =>
      findTroubles(facts({ ...change, others: [{ ...audits, failures }] }));
    expect(find([run(10)])).toMatchObject([
      {
        kind: 'reads-failing',
        subject: 'directory-audits',
        sentence: expect.stringContaining('directory audits'),
      },
    ]);
    expect(find([run(10)], { failures: [run(10)] })).toMatchObject([
      { kind: 'reads-failing', subject: '' },
    ]);
    expect(find([run(90, { lastAt: atMinute(560) })])).toEqual([]);
  });

  it('is another source that is behind, has gaps or is not swept, by its name', () => {
    const spans = [
      { from: atMinute(-900), to: atMinute(-800) },
      { from: atMinute(-700), to: atMinute(560) },
    ];
    const far = { ...audits, lastReadTo: atMinute(560), spans };
    const unswept = { ...audits, lastSweep: { startedAt: atMinute(400) } as Sweep };
    expect(findTroubles(facts({ others: [far, unswept] }))).toMatchObject([
      {
        kind: 'behind',
        subject: 'directory-audits',
        sentence: expect.stringContaining('over the directory audits is more than 30 minutes'),
      },
      { kind: 'sweep-late', subject: 'directory-audits' },
      {
        kind: 'gap',
        subject: expect.stringContaining('directory-audits '),
        sentence: expect.stringContaining('Directory audits from 2026-11-21'),
      },
    ]);
  });

  it('is not a source that is read seldom, between two of its reads', () => {
    const lastReadTo = atMinute(600 - 33);
    expect(kinds({ others: [{ ...audits, lastReadTo }] })).toEqual(['behind']);
    expect(kinds({ others: [{ ...audits, lastReadTo, everyMs: 5 * 60_000 }] })).toEqual([]);
  });

  it('is a lost permission or licence, or refused credentials, sooner, but not at the first refusal', () => {
    const codes = {
      'permission-missing': 'permission-lost',
      'licence-missing': 'permission-lost',
      'credentials-refused': 'credentials-refused',
    };
    for (const [code, kind] of Object.entries(codes)) {
      expect(kinds({ failures: [run(3, { code })] })).toEqual([kind]);
      expect(kinds({ failures: [run(3, { code, times: 1 })] })).toEqual([]);
      expect(kinds({ failures: [run(1, { code })] })).toEqual([]);
    }
  });

  it('is a watch far behind, unless it has just begun or the reason is told already', () => {
    const lastReadTo = atMinute(560);
    expect(kinds({ lastReadTo })).toEqual(['behind']);
    expect(kinds({ lastReadTo, startedAt: atMinute(595) })).toEqual([]);
    expect(kinds({ lastReadTo, failures: [run(40)] })).toEqual(['reads-failing']);
  });

  it('is each time that nobody can read any more', () => {
    const spans = [
      { from: atMinute(-900), to: atMinute(-800) },
      { from: atMinute(-700), to: atMinute(-600) },
      { from: atMinute(-500), to: atMinute(599) },
    ];
    const found = findTroubles(facts({ spans }));
    expect(found.map(({ kind }) => kind)).toEqual(['gap', 'gap']);
    expect(new Set(found.map(({ subject }) => subject)).size).toBe(2);
    expect(found[0]?.sentence).toContain('from 2026-11-21 19:40 UTC to 2026-11-21 21:20 UTC');
  });

  it('is a sweep that does not begin, with its own reason', () => {
    const lastSweep = { startedAt: atMinute(400) } as Sweep;
    const failures = [run(200, { task: 'sweep', reason: 'Too slow.' })];
    expect(findTroubles(facts({ lastSweep, failures }))).toMatchObject([
      { kind: 'sweep-late', nextStep: 'Too slow.' },
    ]);
  });

  it('is a conversation that refuses the bot, by its name', () => {
    const dead = { at: atMinute(500), reason: 'The bot is not in the conversation.' };
    const subscriptions = [{ ...aSubscription('19:one'), dead }, aSubscription('19:two')];
    expect(findTroubles(facts({ subscriptions }))).toMatchObject([
      { kind: 'dead-channel', subject: '19:one', sentence: expect.stringContaining('“Security”') },
    ]);
  });

  it('is messages that wait for a quarter of an hour', () => {
    expect(kinds({ oldestDueAt: atMinute(586) })).toEqual([]);
    expect(kinds({ oldestDueAt: atMinute(585) })).toEqual(['delivery-stuck']);
  });

  it('is a route to a conversation that nobody knows, once for all rules that name it', () => {
    const subscriptions = [
      { ...aSubscription('19:one'), name: 'SOC' },
      { ...aSubscription('19:two'), name: 'Dead', dead: { at: atMinute(1), reason: 'removed' } },
    ];
    const routes = ['soc', '19:one', 'Dead', 'Nowhere', 'nowhere'].map((to, at) => ({
      what: `rule-${at}`,
      to,
    }));
    const found = findTroubles(facts({ subscriptions, routes }));
    expect(found.map(({ kind }) => kind)).toEqual(['dead-channel', 'unknown-route']);
    expect(found[1]).toMatchObject({
      subject: 'nowhere',
      sentence:
        'No conversation named “Nowhere” receives alerts, and this is routed there: rule-3, rule-4.',
      nextStep: expect.stringContaining('that goes to every conversation'),
    });
    expect(disabling.has('unknown-route')).toBe(false);
  });

  it('is somebody or something to whom rules escalate in vain, with what helps', () => {
    const unreached = ['dana@contoso.com', 'Night shift', 'night shift'].map((to, at) => ({
      rule: `rule-${at}`,
      to,
    }));
    const found = findTroubles(facts({ unreached }));
    expect(found).toMatchObject([
      {
        kind: 'unreached-escalation',
        sentence:
          'Unclaimed cases are escalated to dana@contoso.com, with whom the bot has no chat: rule-0.',
        nextStep: expect.stringContaining('writes “hi” to the bot once'),
      },
      { subject: 'night shift', sentence: expect.stringMatching(/“Night shift”.* rule-1, rule-2/) },
    ]);
    expect(disabling.has('unreached-escalation')).toBe(false);
  });

  it('says the same for as long as it lasts', () => {
    const failing = (times: number, minutes: number) =>
      findTroubles(facts({ failures: [run(minutes, { times })] }));
    expect(failing(9, 20)).toEqual(failing(99, 200));
  });

  it('is a rules file that can’t be used, with its first lines', () => {
    const ruleProblems = Array.from({ length: 7 }, (_, at) => `Line ${at + 1}, column 1: wrong.`);
    const [trouble, ...others] = findTroubles(facts({ ruleProblems }));
    expect(others).toEqual([]);
    expect(trouble).toMatchObject({
      kind: 'rules-refused',
      sentence: expect.stringContaining('the rules from before stay in force'),
      nextStep: expect.stringMatching(/Line 5, column 1: wrong\. And 2 more: .* Mend the file/),
    });
    expect(disabling.has('rules-refused')).toBe(false);
  });
});
