import { randomUUID } from 'node:crypto';
import type { ActivityRecord } from '../../src/domain/activity-record.ts';
import type { SearchJob } from '../../src/domain/search-job.ts';
import { DeliveryError, type Notice, type Notifier } from '../../src/ports/notifier.ts';
import type { SearchJobs, SearchWatcher } from '../../src/ports/search-jobs.ts';
import type { Searches, SearchQuestion } from '../../src/ports/searches.ts';
import { createSearches } from '../../src/searches/desk.ts';
import {
  createSearchRunner,
  type RunnerDeps,
  type SearchRunner,
} from '../../src/searches/runner.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { minutesAfter, noon } from '../builders.ts';
import { createFakeAuditSearch, type FakeAuditSearch } from '../fakes/audit-search.ts';
import { aRecord, tenantId } from './builders.ts';

export const signal = new AbortController().signal;
export const olga = { id: 'olga', name: 'Olga Operator', channelUserId: '29:olga' };
export const rita = { id: 'rita', name: 'Rita Reader', channelUserId: '29:rita' };

export interface MovedClock {
  now(): Date;
  pass(ms: number): void;
}

export function clockAt(start: Date): MovedClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    pass: (ms) => {
      now += ms;
    },
  };
}

/** Messages as they can be seen: what each shows now, and every call in order. */
export interface FakeMessages extends Notifier {
  readonly shown: Map<string, string>;
  readonly calls: string[];
  /** The next calls fail so, oldest first; `undefined` lets one pass. */
  readonly failures: (Error | undefined)[];
}

export function fakeMessages(): FakeMessages {
  const messages: FakeMessages = {
    shown: new Map(),
    calls: [],
    failures: [],
    async post(_target, { text }) {
      mayFail();
      const activityId = `posted-${messages.shown.size + 1}`;
      messages.calls.push(`post ${text}`);
      messages.shown.set(activityId, text);
      return { activityId };
    },
    async update(_target, activityId, { text }) {
      mayFail();
      if (!messages.shown.has(activityId)) throw new DeliveryError('lost', 'no such message');
      messages.calls.push(`update ${text}`);
      messages.shown.set(activityId, text);
    },
    async reply() {
      throw new Error('a search posts no replies');
    },
    async remove() {
      throw new Error('no search takes a message away');
    },
  };
  const mayFail = () => {
    const failure = messages.failures.shift();
    if (failure !== undefined) throw failure;
  };
  return messages;
}

/** A card in a test: how the job stands, and the ids that it found. */
export function drawFrom(store: SearchJobs) {
  return async (watcher: SearchWatcher, job: SearchJob): Promise<Notice> => {
    const ids: string[] = [];
    for await (const piece of store.records(tenantId, job.result?.reading ?? '')) {
      ids.push(...piece.map(({ id }) => id));
    }
    const said = job.state === 'finished' ? ids.toSorted().join(' ') : job.problem?.sentence;
    const text = [watcher.asker.id, job.state, said].filter(Boolean).join(': ');
    return { card: { type: 'AdaptiveCard' }, text };
  };
}

export function aQuestion(change: Partial<SearchQuestion> = {}): SearchQuestion {
  const askedAt = change.askedAt ?? noon;
  return {
    filter: { userPrincipalNames: ['alice@contoso.example'] },
    window: { from: minutesAfter(askedAt, -24 * 60), to: askedAt },
    askedAt,
    line: 'activity for alice',
    title: 'Activity of Alice',
    rangeLabel: 'last 24 hours',
    ...change,
  };
}

export interface Parts {
  readonly clock: MovedClock;
  readonly store: Store;
  readonly search: FakeAuditSearch;
  readonly messages: FakeMessages;
  readonly log: ReturnType<typeof recordingLog>;
}

/** Desk and runner of one process over the same parts. */
export function processOver(
  parts: Parts,
  change: Partial<RunnerDeps> = {},
): { desk: Searches; runner: SearchRunner } {
  const { clock, search, log, messages } = parts;
  const store = change.store ?? parts.store.searches;
  const deps = {
    tenantId,
    store,
    search,
    clock,
    log,
    newId: randomUUID,
    random: () => 0.5,
    notifier: messages,
    leases: parts.store.leases,
    draw: drawFrom(store),
    ...change,
  };
  return { desk: createSearches(deps), runner: createSearchRunner(deps) };
}

export interface World extends Parts {
  readonly desk: Searches;
  readonly runner: SearchRunner;
  /** Asks, and shows the card in that message. */
  ask(message: string, question?: Partial<SearchQuestion>, asker?: typeof olga): Promise<SearchJob>;
  /** Lets the loops run for so many seconds, one round a second. */
  run(seconds: number): Promise<void>;
  job(id: string): Promise<SearchJob>;
}

export const place = (activityId: string, conversationId = '19:security@thread.tacv2') => ({
  activityId,
  conversation: {
    id: conversationId,
    kind: 'channel' as const,
    tenantId,
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    bot: { id: '28:bot' },
  },
});

export async function inWorld(
  work: (world: World) => Promise<void>,
  change: Partial<RunnerDeps> = {},
  records: readonly ActivityRecord[] = ['a', 'b', 'c', 'd', 'e'].map((id) => aRecord(id, 5)),
): Promise<void> {
  const log = recordingLog();
  const clock = clockAt(noon);
  const store = await openStore('sqlite::memory:', { log });
  const search = createFakeAuditSearch();
  for (const record of records) search.add(record);
  const parts: Parts = { clock, store, search, messages: fakeMessages(), log };
  const { desk, runner } = processOver(parts, change);
  try {
    await work({
      ...parts,
      desk,
      runner,
      async ask(message, question, asker = olga) {
        const wanted = aQuestion({ askedAt: clock.now(), ...question });
        const job = await desk.ask(wanted, asker, false);
        parts.messages.shown.set(message, 'searching');
        const { line, askedAt } = wanted;
        const card = { place: place(message), asker, timeZone: 'UTC', line, askedAt };
        await desk.watch(job, card);
        return job;
      },
      async run(seconds) {
        for (let second = 0; second < seconds; second += 1) {
          await runner.runSearches(signal);
          await runner.showSearches(signal);
          clock.pass(1_000);
        }
      },
      async job(id) {
        const found = await desk.find(id);
        if (found === undefined) throw new Error(`no job ${id}`);
        return found;
      },
    });
  } finally {
    await store.close();
  }
}
