import type { Config } from './config.ts';
import { createDoctor } from './doctor/create-doctor.ts';
import type { Graph } from './graph/connect.ts';
import { createCredential, ownTokenBy } from './graph/credential.ts';
import { scopeOf } from './graph/endpoint.ts';
import { readTokenFacts } from './graph/probes.ts';
import { readServerTime } from './graph/server-time.ts';
import type { TokenSource } from './graph/token.ts';
import { probeEndpoint, probePort } from './http/probe-endpoint.ts';
import type { AuditSwitches } from './ports/audit-switches.ts';
import type { Clock } from './ports/clock.ts';
import type { Doctor } from './ports/doctor.ts';
import type { OpenedStore, Probes, Setup, TokenFacts, Use } from './ports/probes.ts';
import type { RuleBook } from './rules.ts';
import { sha256 } from './store/look-hash.ts';
import { probeStore } from './store/probes/probe-store.ts';
import { createTeamsProbes, type TeamsProbes } from './teams/probes.ts';

/** What the doctor looks through. */
export interface DoctorSources {
  readonly config: Config;
  readonly graph: Pick<Graph, 'probes' | 'auditSearch'>;
  /** In place of the one that the settings describe. */
  readonly credential?: TokenSource;
  readonly opened: () => Promise<OpenedStore | undefined>;
  readonly ruleProblems: () => Promise<readonly string[]>;
  readonly clock: Clock;
  readonly switches?: AuditSwitches;
  /** Default: a request to it. */
  readonly listener?: Probes['listener'];
  readonly isAskedInTeams?: boolean;
}

/** The credential that the settings describe, made when it is first needed: settings that can’t work are told then. */
export function credentialOf(config: Config): TokenSource {
  let made: TokenSource | undefined;
  return {
    async getToken(...asked) {
      made ??= createCredential(config.graph);
      return made.getToken(...asked);
    },
  };
}

const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The same application, tenant and proof: what is wrong with one is wrong with the other. */
function isOneRegistration({ bot, graph, botIdentity }: Config): boolean {
  return (
    graph.clientCertificatePath === botIdentity?.clientCertificatePath &&
    graph.federatedTokenFile === botIdentity?.federatedTokenFile &&
    graph.clientId === bot.appId &&
    graph.tenantId === bot.tenantId &&
    graph.clientSecret === bot.appPassword
  );
}

function setupOf(config: Config): Setup {
  const { bot, graph, alerts } = config;
  const hostOf = (address: string) => new URL(address).host;
  return {
    tenantId: config.tenantId,
    isDemo: bot.anonymous,
    isOneRegistration: isOneRegistration(config),
    hasBotSecret: config.botIdentity === undefined,
    botLoginHost: hostOf(bot.toChannelFromBotLoginUrl),
    keysHost: hostOf(bot.toBotFromChannelOpenIdMetadataUrl),
    graphLoginHost: hostOf(graph.authorityHost ?? graph.endpoint),
    graphHost: hostOf(graph.endpoint),
    namesGroups: config.breakGlass.some((account) => guidShape.test(account)),
    rulesFile: alerts.rulesFile,
    publicUrl: config.publicUrl,
    port: config.port,
  };
}

/** The first answer for each key, while the examination lasts. */
function once<Key, Value>(ask: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const asked = new Map<Key, Promise<Value>>();
  return (key) => {
    const known = asked.get(key) ?? ask(key);
    asked.set(key, known);
    return known;
  };
}

/** What one examination asks, until the signal ends it; nothing is asked twice in it. */
export function createProbes(sources: DoctorSources, whole: AbortSignal): Probes {
  const { config, graph, clock } = sources;
  // Made when first asked: settings that can’t work are told by the check that needs them.
  const teams = once<'', TeamsProbes>(async () =>
    createTeamsProbes(config.bot, clock, ownTokenBy(config.botIdentity)),
  );
  const scope = scopeOf(config.graph.endpoint);
  const credential = sources.credential ?? credentialOf(config);
  const authority = config.graph.authorityHost?.replace(/\/+$/, '');
  const clocks = config.bot.anonymous
    ? [config.graph.endpoint]
    : [
        `${authority}/${config.tenantId}/v2.0/.well-known/openid-configuration`,
        config.bot.toBotFromChannelOpenIdMetadataUrl,
        config.graph.endpoint,
      ];
  const token = once<'', TokenFacts>(() => readTokenFacts(credential, scope, whole));
  const use = once<Parameters<Probes['graph']['use']>[0], Use>((what) =>
    graph.probes.use(what, whole),
  );
  const serverTime = once<'', Date | undefined>(() => readServerTime(clocks, whole));
  const opened = once<'', OpenedStore | undefined>(() => sources.opened());
  return {
    clock,
    setup: setupOf(config),
    store: (signal) => probeStore(config.databaseUrl, signal),
    opened: () => opened(''),
    serverTime: () => serverTime(''),
    botToken: async () => (await teams('')).botToken(),
    signingKeys: async () => (await teams('')).signingKeys(),
    graph: { ...graph.probes, token: () => token(''), use: (what) => use(what) },
    switches: sources.switches,
    auditSearch: graph.auditSearch,
    listener: sources.listener ?? ((signal) => probePort(config.port, signal)),
    endpoint: probeEndpoint,
    conversation: async (target) => (await teams('')).conversation(target),
    ruleProblems: sources.ruleProblems,
    hash: sha256,
    isAskedInTeams: sources.isAskedInTeams ?? false,
  };
}

const inTeams: Pick<DoctorSources, 'listener' | 'isAskedInTeams'> = {
  listener: async () => 'the bot',
  isAskedInTeams: true,
};
/** A check may have to wait for its turn at Graph behind the watch: ten seconds at most. An answer has 22 s. */
const chatTimes = { oneCheckMs: 12_000, allMs: 19_000 };

/** What a running bot has at hand. */
interface RunningParts
  extends Pick<DoctorSources, 'config' | 'credential' | 'graph' | 'clock' | 'switches'> {
  readonly store: OpenedStore;
  readonly rules: Pick<RuleBook, 'refused'>;
  /** Whether Teams can reach it: not so on a terminal. */
  readonly isListening: () => boolean;
}

/** The doctor as people in Teams ask it: within the time of an answer, through the bot’s own clients and store. */
export function createChatDoctor({ store, rules, isListening, ...parts }: RunningParts): Doctor {
  const sources: DoctorSources = {
    ...parts,
    opened: async () => store,
    ruleProblems: async () => rules.refused()?.problems ?? [],
  };
  const doctor = createDoctor({
    nodeVersion: process.versions.node,
    problems: [],
    deadline: () => AbortSignal.timeout(chatTimes.oneCheckMs),
    probes(signal) {
      if (!isListening()) return createProbes(sources, signal);
      return createProbes({ ...sources, ...inTeams }, signal);
    },
  });
  return {
    examine: (signal) =>
      doctor.examine(AbortSignal.any([signal, AbortSignal.timeout(chatTimes.allMs)])),
  };
}
