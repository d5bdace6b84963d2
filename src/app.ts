import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Access, createAccess } from './access.ts';
import { sourcesOf } from './alerts/source.ts';
import { createWatch } from './alerts/watch.ts';
import { createAuditParts } from './audit-parts.ts';
import { loadTemplates } from './cards/load-templates.ts';
import { toPlainText } from './cards/plain-text.ts';
import { createRenderer } from './cards/render.ts';
import { createCaseParts } from './case-parts.ts';
import { commandDepsOver } from './command-parts.ts';
import type { Table } from './commands/command.ts';
import type { Config } from './config.ts';
import { secretsIn } from './config-secrets.ts';
import { createDispatchers } from './dispatchers.ts';
import { createChatDoctor } from './doctor-parts.ts';
import { connectGraph } from './graph/connect.ts';
import { createCredential, ownTokenBy } from './graph/credential.ts';
import type { TokenSource } from './graph/token.ts';
import { createServer, type RunningServer } from './http/server.ts';
import { createComposeBox } from './inbound/compose-box.ts';
import { createLookBook } from './inbound/look-book.ts';
import { createRateLimit } from './inbound/rate-limit.ts';
import { rememberOwnChats } from './inbound/remember-own-chats.ts';
import { createTableDoor } from './inbound/table-door.ts';
import { createInbound } from './inbound.ts';
import { createLookKeeping } from './look-keeping.ts';
import { startLoops } from './loops.ts';
import { openNetworks } from './networks/open-networks.ts';
import { openExports } from './open-exports.ts';
import { createLog } from './ops/log.ts';
import type { Loop } from './ops/loop.ts';
import { createMetrics } from './ops/metrics.ts';
import { sleep } from './ops/sleep.ts';
import type { Inbound, MessageIn, Outgoing } from './ports/chat.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import { readStanding } from './readiness.ts';
import { createRedraw } from './redraw-card.ts';
import { openRules } from './rules.ts';
import { createSearches } from './searches/desk.ts';
import { createSearchRunner } from './searches/runner.ts';
import { createSelfWatch } from './self-check.ts';
import { sightsOf } from './sight-parts.ts';
import { createSlowWatches } from './slow-watches.ts';
import { openStore } from './store/open-store.ts';
import { createBot } from './teams/bot.ts';
import { createLookTeller } from './tell-looks.ts';

/** What an entry may put in place of the usual. */
export interface AppParts {
  /** Default: all interfaces. */
  readonly host?: string;
  /** Default: @azure/identity, by the settings. */
  readonly credential?: TokenSource;
  /** Default: by the roles that the directory tells. */
  readonly access?: Access;
  readonly clock?: Clock;
}

export interface App {
  readonly log: Log;
  /** One message through the same door as Teams', without HTTP. */
  answer(inbound: Inbound, signal: AbortSignal): Promise<Outgoing>;
  /** All rows behind a question, or the sentence why there are none. */
  table(message: MessageIn, signal: AbortSignal): Promise<Table | string>;
  /** Takes what steps of searches are due, and of looking through mailboxes and changing their auditing, for entries that do not start the loops. */
  runSearches(signal: AbortSignal): Promise<void>;
  /** Listens, and starts the watch. */
  start(): Promise<{ port: number }>;
  /** Lets what has begun finish: loops, requests, turns, then the store. */
  stop(): Promise<void>;
}

/** Puts the house together. Nothing listens or polls before `start`. */
export async function createApp(config: Config, parts: AppParts = {}): Promise<App> {
  const clock = parts.clock ?? { now: () => new Date() };
  const log = createLog({ level: config.logLevel, secrets: secretsIn(config) });
  const metrics = createMetrics();
  const rules = await openRules(config.alerts.rulesFile, { clock, log });
  const templates = await loadTemplates(fileURLToPath(new URL('../cards', import.meta.url)));
  const render = createRenderer(templates);
  const store = await openStore(config.databaseUrl, { log });
  const random = Math.random;
  const credential = parts.credential ?? createCredential(config.graph);
  const graph = connectGraph({
    endpoint: config.graph.endpoint,
    credential,
    clock,
    sleep,
    random,
    log,
    onRequest: metrics.graphRequest,
    auditSearchVersion: config.graph.auditSearchVersion,
  });
  const networks = await openNetworks(config.alerts.networkFiles);
  const inForce = () => rules.current().rules;
  const kept = { config, graph, store, networks, render, metrics, clock, log };
  const cases = createCaseParts({ ...kept, rules: inForce });
  const search = graph.auditSearch;
  const auditParts = createAuditParts({ config, credential, search, store, metrics, clock, log });
  const { tenantId } = config;
  const watchTimes = {
    settleMs: config.alerts.settleSeconds * 1000,
    overlapMs: config.alerts.overlapMinutes * 60_000,
    sweepMs: config.alerts.sweepHours * 60 * 60_000,
  };
  const exports = openExports({ config, render, channel: () => bot, clock, log });
  const searchParts = {
    tenantId,
    store: store.searches,
    search,
    clock,
    newId: randomUUID,
    log,
  };
  const searches = createSearches(searchParts);
  const sources = () => sourcesOf({ ...graph, rules: rules.current().rules, clock });
  const access =
    parts.access ??
    createAccess({
      directory: graph.directory,
      rules: config.access,
      allowGuests: config.allowGuests,
      clock,
    });
  const depsOver = commandDepsOver({
    ...{ config, store, rules, cases, exports, searches, watchTimes, clock },
    sights: sightsOf({ config, graph, store, access, clock, log }),
    watchedSources: sources,
    doctor: createChatDoctor({
      ...{ config, credential: parts.credential, graph, store, rules, clock },
      switches: auditParts.switches,
      isListening: () => server !== undefined,
    }),
    auditing: auditParts.auditing,
    bot: () => bot,
  });
  const { dispatcher, appOnly } = createDispatchers({
    graph,
    depsOver,
    isDelegated: config.bot.connectionName !== undefined,
    tokens: () => bot.tokens,
    clock,
  });
  const newReference = () => randomBytes(4).toString('hex');
  const book = createLookBook({ tenantId, looks: store.looks, clock, log });
  const toText = toPlainText;
  const { openChannels, subscriptions } = store;
  const saying = { openChannels, subscriptions, render, toText, clock, log, newReference };
  const door = { tenantId, access, dispatcher, book, ...saying };
  const answer = createInbound({ ...door, ...cases.buttons, exports });
  const offer = createComposeBox({ ...door, cloud: config.cloud });
  const pace = createRateLimit({ clock, perMinute: config.questionsPerMinute });
  const handle = rememberOwnChats(answer, { tenantId, ownChats: store.ownChats, clock, log });
  const ownToken = ownTokenBy(config.botIdentity);
  const teams = { settings: config.bot, ownToken, pace, log, clock, metrics };
  const bot = createBot({ ...teams, handle, offer });
  const redraw = createRedraw({ ...door, dispatcher: appOnly });
  const searching = createSearchRunner({
    ...searchParts,
    leases: store.leases,
    notifier: bot.notifier,
    draw: (watcher, _, signal) => redraw(watcher, signal),
    random,
  });
  const audits = auditParts.run({ notifier: bot.notifier, draw: redraw });
  const watch = createWatch({
    tenantId,
    store,
    signIns: graph.signIns,
    audits: graph.audits,
    notifier: bot.notifier,
    ...cases.watching,
    // Each poll, sweep and delivery takes the rules as they are when it begins.
    get rules() {
      return rules.current().rules;
    },
    get digest() {
      return rules.current().digest;
    },
    clock,
    random,
    newId: randomUUID,
    log,
    pollMs: config.alerts.pollSeconds * 1000,
    ...watchTimes,
  });

  const slowWatches = createSlowWatches({
    ...cases.watching,
    tenantId,
    store,
    searches,
    graph,
    rules,
    clock,
  });

  const lookTeller = createLookTeller({
    tenantId,
    ...store,
    notices: store.lookNotices,
    notifier: bot.notifier,
    ...{ render, clock, random, log },
    newId: randomUUID,
  });
  let server: RunningServer | undefined;
  let loops: readonly Loop[] = [];
  const startedAt = clock.now();
  const selfWatch = createSelfWatch({
    tenantId,
    store,
    notifier: bot.notifier,
    render,
    metrics,
    clock,
    random,
    newId: randomUUID,
    log,
    startedAt,
    mentions: cases.watching.mentions,
    settleMs: watchTimes.settleMs,
    ruleProblems: () => rules.refused()?.problems ?? [],
    inForce: () => rules.current(),
    sources,
  });
  return {
    log,
    answer,
    table: createTableDoor(door),
    async runSearches(signal) {
      await searching.runSearches(signal);
      await audits.scan(signal);
      await audits.change(signal);
    },
    async start() {
      server = await createServer({
        receive: (request) => bot.receive(request),
        ready: () => readStanding({ config, store, graph, watch, selfWatch, clock, startedAt }),
        metrics,
        host: parts.host,
        port: config.port,
        log,
      });
      loops = startLoops({
        tenantId,
        pollMs: config.alerts.pollSeconds * 1000,
        watch,
        slowWatches,
        rules,
        selfWatch,
        breakGlass: cases.breakGlass,
        searching,
        audits,
        searches,
        exports,
        lookTeller,
        looks: createLookKeeping({ tenantId, looks: store.looks, ...config.looks, clock, log }),
        store,
        metrics,
        clock,
        log,
        sleep,
        random,
      });
      return { port: server.port };
    },
    async stop() {
      const closed = server?.close();
      await Promise.all(loops.map((one) => one.stop()));
      await exports.stop();
      const holders = [searching, audits, selfWatch, watch, lookTeller];
      const leases = [...holders, ...Object.values(slowWatches)].map((holder) => holder.release());
      for (const one of await Promise.allSettled(leases)) {
        if (one.status === 'rejected') log.warn({ err: one.reason }, 'a lease was not released');
      }
      await closed;
      await bot.drain();
      await store.close();
    },
  };
}
