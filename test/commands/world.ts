import { createDigestDrawing } from '../../src/alerts/draw-digest.ts';
import { loadTemplates } from '../../src/cards/load-templates.ts';
import { toPlainText } from '../../src/cards/plain-text.ts';
import { createRenderer } from '../../src/cards/render.ts';
import { createAuditReader } from '../../src/commands/audits/read-list.ts';
import type { Command } from '../../src/commands/command.ts';
import type { CommandDeps } from '../../src/commands/deps.ts';
import { createDispatcher } from '../../src/commands/dispatch.ts';
import { createPolicySignInReader } from '../../src/commands/policy/read-policy-sign-ins.ts';
import { createDetailReader } from '../../src/commands/signin/read-detail.ts';
import { createListReader } from '../../src/commands/signins/read-list.ts';
import type { Level } from '../../src/domain/access.ts';
import type { Case } from '../../src/domain/case.ts';
import { aboutCase } from '../../src/domain/look-subjects.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { portalLinks } from '../../src/domain/portal-links.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import type { KnownTrouble } from '../../src/domain/trouble.ts';
import { createComposeBox } from '../../src/inbound/compose-box.ts';
import { createLookBook } from '../../src/inbound/look-book.ts';
import { createInbound, type InboundParts } from '../../src/inbound.ts';
import type {
  Asker,
  Conversation,
  FilePlace,
  Offered,
  Outgoing,
  SearchIn,
  SearchName,
} from '../../src/ports/chat.ts';
import type { Finding } from '../../src/ports/doctor.ts';
import type { Lateness } from '../../src/ports/lateness.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { watchedBy } from '../alerts/watched-by.ts';
import { minutesAfter, noon } from '../builders.ts';
import { type AccountsGiven, createFakeAccounts } from '../fakes/accounts.ts';
import { createFakeAuditing } from '../fakes/auditing.ts';
import { createFakeCases } from '../fakes/cases.ts';
import { type CoverageGiven, createFakeCoverage } from '../fakes/coverage.ts';
import { createFakeDigests, type DigestGiven } from '../fakes/digests.ts';
import { createFakeDirectory } from '../fakes/directory.ts';
import { createFakeDirectoryAuditLog } from '../fakes/directory-audit-log.ts';
import { createFakeExports } from '../fakes/exports.ts';
import { createFakeLooks } from '../fakes/looks.ts';
import { createFakeMemory } from '../fakes/memory.ts';
import { createFakeOpenChannels } from '../fakes/open-channels.ts';
import { createFakePolicies } from '../fakes/policies.ts';
import { createSearching } from '../fakes/searching.ts';
import { createFakeSignInLog } from '../fakes/sign-in-log.ts';
import { createFakeSilencing } from '../fakes/silencing.ts';
import { createFakeSubscriptions } from '../fakes/subscriptions.ts';
import { createTrying } from '../fakes/trying.ts';
import { buttonsOf } from './buttons.ts';

export const tenantId = 'aaaaaaaa-0000-4000-8000-00000000000a';

export const alice: Person = {
  id: 'a11ce000-0000-4000-8000-000000000001',
  name: 'Alice Example',
  userPrincipalName: 'alice@contoso.example',
};
export const channel: Conversation = {
  id: '19:security@thread.tacv2',
  kind: 'channel',
  tenantId,
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  name: 'Security',
  bot: { id: '28:bot', name: 'Audit' },
};
export const asker = {
  id: 'bbbbbbbb-0000-4000-8000-000000000001',
  name: 'Olga Operator',
  channelUserId: '29:olga',
};

interface Given {
  readonly records?: readonly JsonRecord[];
  /** Most rows that the log gives at once. */
  readonly pageSize?: number;
  /** Of the directory audit log. */
  readonly audits?: readonly JsonRecord[];
  readonly people?: readonly Person[];
  readonly policies?: readonly Policy[];
  readonly cases?: readonly Case[];
  readonly accounts?: AccountsGiven;
  readonly level?: Level;
  /** Default: those of the bot. */
  readonly commands?: readonly Command[];
  /** What the watch has measured; absent: nothing yet. */
  readonly lateness?: Lateness;
  /** What the watch has read; what is left out: nothing. */
  readonly coverage?: CoverageGiven;
  /** What is counted for a digest; what is left out: nothing. */
  readonly digest?: DigestGiven;
  /** What is wrong with the watch. */
  readonly troubles?: readonly KnownTrouble[];
  /** What the doctor finds. */
  readonly findings?: readonly Finding[];
  /** Whether everybody may ask who looked at herself. */
  readonly looksSelf?: boolean;
  /** Ports to ask in place of those in memory. */
  readonly deps?: Partial<CommandDeps>;
  /** How things are in this test instead. */
  readonly parts?: Partial<InboundParts>;
}

interface Asked {
  readonly asker?: Asker;
  readonly mentions?: readonly { readonly text: string; readonly id: string }[];
  readonly conversation?: Conversation;
  readonly timeZone?: string;
}

export const render = createRenderer(await loadTemplates('cards'));

/** The door that Teams' messages come through, over ports in memory, five minutes past noon. */
export function createWorld(given: Given = {}) {
  const time = { now: minutesAfter(noon, 5) };
  const clock = { now: () => time.now };
  const signIns = createFakeSignInLog(given.records, given.pageSize);
  const directory = createFakeDirectory({ people: given.people ?? [alice] });
  const policies = createFakePolicies(given.policies);
  const accounts = createFakeAccounts(given.accounts);
  const subscriptions = createFakeSubscriptions();
  const cases = createFakeCases(given.cases);
  const openChannels = createFakeOpenChannels();
  const silencing = createFakeSilencing({ tenantId, cases, clock });
  const memory = createFakeMemory();
  const looks = createFakeLooks();
  const audits = createFakeDirectoryAuditLog(given.audits);
  const exporting = createFakeExports({ clock, render: given.parts?.render ?? render });
  const searching = createSearching({ tenantId, time, clock });
  const trying = createTrying({
    tenantId,
    signIns,
    audits,
    cases,
    silencing,
    subscriptions,
    clock,
    render: given.parts?.render ?? render,
  });
  const lateness = { recent: async () => given.lateness };
  const deps: CommandDeps = {
    clock,
    signIns,
    directory,
    policies,
    ...accounts,
    ...createFakeAuditing(),
    subscriptions,
    openChannels,
    conversationNames: { nameOf: async ({ name }) => name },
    ownChats: { of: async () => undefined },
    cases,
    silencing,
    drawDigest: createDigestDrawing({
      tenantId,
      digests: createFakeDigests(given.digest),
      coverage: createFakeCoverage(given.coverage),
      portal: portalLinks('public', tenantId),
      clock,
    }),
    lateness,
    coverage: createFakeCoverage(given.coverage),
    watchedSources: () => [{ name: 'sign-ins', records: 'sign-ins' }],
    signInCounts: { blocked: async () => undefined },
    troubles: { recent: async () => [...(given.troubles ?? [])] },
    doctor: { examine: async () => given.findings ?? [] },
    watchTimes: {
      settleMs: 30_000,
      overlapMs: 3_600_000,
      sweepMs: 24 * 3_600_000,
      sweepEveryMs: 3_600_000,
    },
    searches: searching.searches,
    memory,
    looks: { record: looks.record, keptDays: 400, self: given.looksSelf ?? false },
    exports: exporting.exports,
    portal: portalLinks('public', tenantId),
    composeUrl: (text) => `https://teams.example/compose?message=${encodeURIComponent(text)}`,
    tenantId,
    watched: () => watchedBy(),
    trials: trying.trials,
    holdersOf: (level) => `holders of ${level}`,
    readList: createListReader(signIns, clock),
    readPolicySignIns: createPolicySignInReader(signIns, clock),
    readAudits: createAuditReader(audits, clock),
    audits,
    readDetail: createDetailReader({ signIns, directory, policies, clock }),
    ...given.deps,
  };
  const standing: { level: Level } = { level: given.level ?? 'reader' };
  const log = recordingLog();
  const book = createLookBook({ tenantId, looks: looks.record, clock, log });
  const handle = createInbound({
    tenantId,
    access: { levelOf: async () => standing.level },
    dispatcher: createDispatcher(deps, given.commands),
    actOnCase: async () => {
      throw new Error('no button of a case is pressed here');
    },
    personById: (id) => directory.person(id),
    aboutCase: async (id) => aboutCase(id, await cases.find(tenantId, id)),
    exports: deps.exports,
    openChannels: deps.openChannels,
    subscriptions: deps.subscriptions,
    book,
    render,
    toText: toPlainText,
    clock,
    log,
    newReference: () => 'ref-0001',
    ...given.parts,
  });
  const offer = createComposeBox({
    tenantId,
    cloud: 'public',
    access: { levelOf: async () => standing.level },
    dispatcher: createDispatcher(deps, given.commands),
    book,
    render,
    clock,
    log,
    newReference: () => 'ref-0001',
    ...given.parts,
  });
  const { signal } = new AbortController();
  const common = { asker, conversation: channel, timeZone: 'Europe/Oslo' };

  return {
    deps,
    time,
    signIns,
    directory,
    policies,
    audits,
    accounts,
    subscriptions,
    openChannels,
    cases,
    silencing,
    memory,
    looks,
    book,
    exporting,
    trying,
    ...searching,
    log,
    standing,
    /** What a person types. */
    ask: (text: string, more: Asked = {}): Promise<Outgoing> =>
      handle({ kind: 'message', text, mentions: [], ...common, ...more }, signal),
    /** The bot is added to a conversation. */
    join: (conversation: Conversation): Promise<Outgoing> =>
      handle({ kind: 'joined', ...common, conversation }, signal),
    /** What a pressed button sends. */
    send: (data: JsonRecord, more: Asked = {}): Promise<Outgoing> =>
      handle({ kind: 'action', data, cardActivityId: 'card-1', ...common, ...more }, signal),
    /** What Teams sends when somebody answers whether she takes a file. */
    consent: (
      exportId: string,
      more: Asked & { readonly accepted: boolean; readonly place?: FilePlace },
    ): Promise<Outgoing> =>
      handle(
        { kind: 'file-consent', exportId, cardActivityId: 'card-1', ...common, ...more },
        signal,
      ),
    /** What a person types into a search of the compose box. */
    search: (search: SearchName, text: string, more: Partial<SearchIn> = {}): Promise<Offered> =>
      offer({ kind: 'search', search, text, skip: 0, count: 25, ...common, ...more }, signal),
    /** She puts a find into her message. */
    pick: (data: JsonRecord, more: Asked = {}): Promise<Offered> =>
      offer({ kind: 'pick', data, ...common, ...more }, signal),
    /** She pastes a link. */
    paste: (url: string, more: Asked = {}): Promise<Offered> =>
      offer({ kind: 'link', url, ...common, ...more }, signal),
    /** Presses the first button, line or choice of the card whose title or text holds these words. */
    press(answer: Outgoing, words: string): Promise<Outgoing> {
      const buttons = buttonsOf(answer.card);
      const button =
        buttons.find(({ title }) => title === words) ??
        buttons.find(({ title }) => title.includes(words));
      if (!button) throw new Error(`Nothing to press says “${words}”.`);
      return this.send(button.data);
    },
    /** How often Graph was asked for anything. */
    graphQuestions: () =>
      signIns.asked.length + signIns.found.length + directory.asked.length + policies.asked,
  };
}
