import { holdersOf } from './access-holders.ts';
import { describeRules } from './alerts/describe-rules.ts';
import { sweepEveryMs } from './alerts/plan-sweep.ts';
import { builtInRules } from './alerts/rules/index.ts';
import type { createCaseParts } from './case-parts.ts';
import { createAuditReader } from './commands/audits/read-list.ts';
import type { CommandDeps } from './commands/deps.ts';
import { createPolicySignInReader } from './commands/policy/read-policy-sign-ins.ts';
import { createDetailReader } from './commands/signin/read-detail.ts';
import { createListReader } from './commands/signins/read-list.ts';
import type { Config } from './config.ts';
import { composeLink } from './domain/compose-link.ts';
import type { Graph } from './graph/connect.ts';
import type { RuleBook } from './rules.ts';
import type { Store } from './store/open-store.ts';
import type { Bot } from './teams/bot.ts';

/** What stands once the bot is put together, whoever asks. */
interface Parts
  extends Pick<
    CommandDeps,
    'clock' | 'sights' | 'auditing' | 'doctor' | 'exports' | 'searches' | 'watchedSources'
  > {
  readonly config: Config;
  readonly store: Store;
  readonly rules: RuleBook;
  readonly cases: ReturnType<typeof createCaseParts>;
  readonly watchTimes: Omit<CommandDeps['watchTimes'], 'sweepEveryMs'>;
  /** The bot itself stands only after its commands. */
  readonly bot: () => Pick<Bot, 'names' | 'notifier'>;
}

/** What commands may ask of the outside, reading through that Graph. */
export function commandDepsOver({
  config,
  store,
  rules,
  cases,
  watchTimes,
  bot,
  ...given
}: Parts): (graph: Graph) => CommandDeps {
  const { clock } = given;
  const watched = () => describeRules(builtInRules, rules, config.breakGlass.length > 0);
  const trials = cases.trials({
    active: () => rules.current().rules,
    watched,
    notifier: () => bot().notifier,
  });
  return (graph) => ({
    ...given,
    signIns: graph.signIns,
    directory: graph.directory,
    audits: graph.audits,
    policies: graph.policies,
    profiles: graph.profiles,
    risk: graph.risk,
    roles: graph.roles,
    tenantFacts: graph.tenantFacts,
    subscriptions: store.subscriptions,
    conversationNames: { nameOf: (conversation) => bot().names.nameOf(conversation) },
    ownChats: store.ownChats,
    openChannels: store.openChannels,
    cases: store.cases,
    silencing: cases.silencing,
    drawDigest: cases.drawDigest,
    lateness: store.lateness,
    coverage: store.coverage,
    signInCounts: graph.signInCounts,
    troubles: store.troubles,
    watchTimes: { ...watchTimes, sweepEveryMs },
    memory: store.memory,
    looks: { ...config.looks, record: store.looks },
    portal: cases.portal,
    composeUrl: (text) => composeLink(config.bot.appId, text, config.cloud),
    tenantId: config.tenantId,
    watched,
    trials,
    holdersOf: holdersOf(config.access),
    readList: createListReader(graph.signIns, clock),
    readPolicySignIns: createPolicySignInReader(graph.signIns, clock),
    readAudits: createAuditReader(graph.audits, clock),
    readDetail: createDetailReader({ ...graph, clock }),
  });
}
