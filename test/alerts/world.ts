import { randomUUID } from 'node:crypto';
import { digestView } from '../../src/alerts/digest-view.ts';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import type { AlertView } from '../../src/alerts/view.ts';
import { createWatch, type Watch, type WatchDeps } from '../../src/alerts/watch.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { isRecord } from '../../src/domain/record.ts';
import type { SignIn } from '../../src/domain/sign-in.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { DeliveryError, type Notice, type Notifier } from '../../src/ports/notifier.ts';
import type { SignInLog, SignInQuery } from '../../src/ports/sign-in-log.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { aSubscription, atMinute, minuteMs, tenantId } from './builders.ts';
import { type FakeAudits, fakeAudits } from './fake-audits.ts';
import { recordingLog } from './recording-log.ts';

export const channel = '19:alerts@thread.tacv2';
export const links = {
  signIns: () => 'https://entra.microsoft.com/#view/sign-ins',
  directoryAudits: () => 'https://entra.microsoft.com/#view/audits',
  auditSearch: () => 'https://purview.microsoft.com/audit',
};
export const never = new AbortController().signal;

export interface SettableClock extends Clock {
  set(minute: number): void;
  pass(ms: number): void;
}

export function clockAt(minute: number): SettableClock {
  let now = atMinute(minute).getTime();
  return {
    now: () => new Date(now),
    set: (to) => {
      now = atMinute(to).getTime();
    },
    pass: (ms) => {
      now += ms;
    },
  };
}

/** A sign-in log whose records come and change as the test says; it notes what it is asked. */
export interface FakeLog extends SignInLog {
  readonly asked: SignInQuery[];
  /** From that minute on the log holds this version of the record. */
  put(row: SignIn, visibleFromMinute?: number): void;
  /** The next questions fail so, oldest first; `undefined` lets one pass. */
  readonly failures: (Error | undefined)[];
}

function matches(row: SignIn, query: SignInQuery): boolean {
  return (
    row.at >= query.window.from &&
    row.at <= query.window.to &&
    (query.userId === undefined || row.userId === query.userId) &&
    (query.conditionalAccessFailed !== true || row.conditionalAccess === 'failure') &&
    row.types.some((type) => query.types.includes(type))
  );
}

/** Pages of `pageSize` rows, newest first, each row as often as `copies` says. */
export function fakeLog(clock: Clock, { pageSize = 3, copies = 1 } = {}): FakeLog {
  const versions: { row: SignIn; from: number }[] = [];
  const asked: SignInQuery[] = [];
  const failures: (Error | undefined)[] = [];
  const current = (): SignIn[] => {
    const now = clock.now().getTime();
    const visible = versions.filter(({ from }) => from <= now);
    return [...new Map(visible.map(({ row }) => [row.id, row])).values()];
  };
  return {
    asked,
    failures,
    put(row, visibleFromMinute) {
      const from = visibleFromMinute === undefined ? row.at : atMinute(visibleFromMinute);
      versions.push({ row, from: from.getTime() });
      versions.sort((one, other) => one.from - other.from);
    },
    async *pages(query) {
      asked.push(query);
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      const rows = current()
        .filter((row) => matches(row, query))
        .sort((one, other) => other.at.getTime() - one.at.getTime())
        .flatMap((row) => Array.from({ length: copies }, () => row));
      for (let start = 0; start < rows.length || start === 0; start += pageSize) {
        yield { rows: rows.slice(start, start + pageSize), more: start + pageSize < rows.length };
      }
    },
    find: async (id) => current().find((row) => row.id === id),
  };
}

/** Channels as Teams keeps them: what is posted, updated and removed, in order. */
export interface FakeTeams extends Notifier {
  readonly calls: { what: 'post' | 'update' | 'remove'; activityId: string; view?: AlertView }[];
  /** What was posted below which card. */
  readonly replies: { conversationId: string; to: string; text: string }[];
  /** The next calls fail so, oldest first; `undefined` lets one pass. */
  readonly failures: (Error | undefined)[];
  /** Posted lines that are no cards of cases, in order with how many posts went before. */
  readonly lines: { conversationId: string; text: string; after: number }[];
  /** Cards that can be seen now. */
  shown(conversationId?: string): AlertView[];
  delete(activityId: string): void;
}

export function fakeTeams(): FakeTeams {
  const cards = new Map<string, { conversationId: string; view: AlertView }>();
  const calls: FakeTeams['calls'] = [];
  const replies: FakeTeams['replies'] = [];
  const lines: FakeTeams['lines'] = [];
  const failures: (Error | undefined)[] = [];
  const mayFail = () => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
  };
  const viewOf = ({ card }: Notice): AlertView => {
    if (!isRecord(card.view)) throw new Error('a card without its view');
    return card.view as unknown as AlertView;
  };
  const mustHave = (activityId: string) => {
    if (!cards.has(activityId)) throw new DeliveryError('lost', 'no such message', { status: 404 });
  };
  let posted = 0;
  return {
    calls,
    replies,
    lines,
    failures,
    async post({ conversationId }, notice) {
      mayFail();
      if (isRecord(notice.card) && !isRecord(notice.card.view)) {
        lines.push({ conversationId, text: notice.text, after: posted });
        return { activityId: `line-${lines.length}` };
      }
      posted += 1;
      const activityId = `activity-${posted}`;
      cards.set(activityId, { conversationId, view: viewOf(notice) });
      calls.push({ what: 'post', activityId, view: viewOf(notice) });
      return { activityId };
    },
    async update({ conversationId }, activityId, notice) {
      mayFail();
      mustHave(activityId);
      cards.set(activityId, { conversationId, view: viewOf(notice) });
      calls.push({ what: 'update', activityId, view: viewOf(notice) });
    },
    async reply({ conversationId }, activityId, notice) {
      mayFail();
      mustHave(activityId);
      replies.push({ conversationId, to: activityId, text: notice.text });
      return { activityId: `reply-${replies.length}` };
    },
    async remove(_target, activityId) {
      mayFail();
      mustHave(activityId);
      cards.delete(activityId);
      calls.push({ what: 'remove', activityId });
    },
    shown: (conversationId = channel) =>
      [...cards.values()]
        .filter((card) => card.conversationId === conversationId)
        .map(({ view }) => view),
    delete: (activityId) => {
      cards.delete(activityId);
    },
  };
}

/** The card in a test: the view as it is. */
export function renderAlert(view: AlertView): Notice {
  return { card: { type: 'AdaptiveCard', view: { ...view } }, text: view.title };
}

/** The digest in a test: its view as it is. */
export function renderDigest(digest: Digest): Notice {
  const view = digestView(digest, links.signIns);
  return { card: { type: 'AdaptiveCard', view: { ...view } }, text: view.verdict };
}

function usualRules() {
  const read = readRules(undefined, builtInRules);
  if (!read.ok) throw new Error(read.problems.join(' '));
  return read.rules;
}

/** But for those over all sign-ins, which ask the log a question of their own. */
export function defaultRules() {
  return usualRules().filter(({ rule }) => rule.source !== 'all-sign-ins');
}

/** Those over all sign-ins alone. */
export function activityRules() {
  return usualRules().filter(({ rule }) => rule.source === 'all-sign-ins');
}

/** Nothing is found out around any case. */
export const nothingAround: WatchDeps['enricher'] = {
  contextOf: async () => ({ others: { cases: [], total: 0 }, comesLater: false }),
  askAgain: () => undefined,
  askDue: async () => undefined,
};

/** The directory knows nobody. */
export const nobodyFound: WatchDeps['mentions'] = {
  ringing: async (people) => people.map((name) => ({ name, mentionId: '' })),
  quiet: (people) => people.map((name) => ({ name, mentionId: '' })),
  nobodies: (people) => people,
};

export interface World {
  readonly clock: SettableClock;
  readonly signIns: FakeLog;
  readonly audits: FakeAudits;
  readonly teams: FakeTeams;
  readonly store: Store;
  readonly watch: Watch;
  readonly log: ReturnType<typeof recordingLog>;
  /** Polls at that minute and delivers until nothing is due. */
  at(minute: number): Promise<void>;
  deliverAll(): Promise<void>;
}

export function watchOver(
  parts: Pick<World, 'clock' | 'signIns' | 'teams' | 'store' | 'log'> &
    Partial<Pick<World, 'audits'>>,
  change: Partial<WatchDeps> = {},
): Watch {
  const usual: WatchDeps = {
    tenantId,
    store: parts.store,
    signIns: parts.signIns,
    audits: parts.audits ?? fakeAudits(parts.clock),
    notifier: parts.teams,
    renderAlert,
    renderReply: (reply) => ({ card: { type: 'AdaptiveCard', reply }, text: reply.words }),
    mentions: nobodyFound,
    renderDigest,
    digest: undefined,
    links,
    enricher: nothingAround,
    rules: defaultRules(),
    clock: parts.clock,
    random: () => 0.5,
    newId: randomUUID,
    log: parts.log,
    pollMs: minuteMs,
    settleMs: 30_000,
    overlapMs: 60 * minuteMs,
    sweepMs: 24 * 60 * minuteMs,
  };
  // Getters stay getters, as the bot's own rules are one.
  return createWatch(Object.defineProperties(usual, Object.getOwnPropertyDescriptors(change)));
}

/** Runs `work` in a world with one subscribed channel, a watch and an empty database. */
export async function inWorld(
  work: (world: World) => Promise<void>,
  { databaseUrl = 'sqlite::memory:', copies = 1, change = {} as Partial<WatchDeps> } = {},
): Promise<void> {
  const log = recordingLog();
  const clock = clockAt(0);
  const store = await openStore(databaseUrl, { log });
  try {
    await store.subscriptions.subscribe(aSubscription(channel));
    const parts = {
      clock,
      signIns: fakeLog(clock, { copies }),
      audits: fakeAudits(clock),
      teams: fakeTeams(),
      store,
      log,
    };
    const watch = watchOver(parts, change);
    const deliverAll = async () => {
      for (let left = 1, rounds = 0; left > 0 && rounds < 200; rounds += 1) {
        await watch.deliverOnce(never);
        left = (await store.outbox.backlog(tenantId)).waiting;
        if (left > 0) clock.pass(1_000);
      }
    };
    await work({
      ...parts,
      watch,
      deliverAll,
      async at(minute) {
        clock.set(minute);
        await watch.pollOnce(never);
        await deliverAll();
      },
    });
  } finally {
    await store.close();
  }
}
