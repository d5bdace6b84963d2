import type { AuditChange } from '../domain/auditing/audit-change.ts';
import type { AuditScan } from '../domain/auditing/audit-scan.ts';
import { keyOf } from '../domain/auditing/kept-change.ts';
import type { MailboxAuditing } from '../domain/auditing/mailbox-auditing.ts';
import type { Person } from '../domain/person.ts';
import { AppError } from '../errors.ts';
import type { ExchangeAccess, OrganisationAuditing } from '../ports/audit-switches.ts';
import { oneOf, words } from './argument.ts';
import { changesReply } from './audit-changes.ts';
import { confirmedMark } from './auditing/arguments.ts';
import type { Answer } from './auditing/facts.ts';
import { readAuditFacts, tenantName } from './auditing/facts.ts';
import {
  changesOf,
  foundGroup,
  groupsOfMailbox,
  logGroup,
  markOfChanges,
  type PlanGroup,
  type PlanPart,
  planParts,
} from './auditing/plan.ts';
import { askOfPart, confirmPlan, planReply } from './auditing/plan-view.ts';
import { followingScan, scanFor } from './auditing/scan-for.ts';
import { logStandingOf, whyNot } from './auditing/switch-lines.ts';
import { type Call, defineCommand } from './command.ts';
import { many } from './figures.ts';
import { chooserReply, findPerson } from './find-person.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply } from './request.ts';

const args = {
  what: oneOf([...planParts, 'everything'], `${planParts.join(' | ')} | everything`),
  mailbox: words('for', 'for <mailbox>'),
  confirmed: confirmedMark(),
};
type EnableCall = Call<typeof args>;

/** What there is to change, and all that a card of it says besides. */
interface Plan {
  readonly groups: readonly PlanGroup[];
  readonly where: string;
  readonly mailbox?: { readonly id: string; readonly name: string };
  readonly organisation: Answer<OrganisationAuditing>;
  readonly notes: readonly string[];
  readonly changesSoFar: number;
  /** Follows the reading of all mailboxes while it goes on. */
  readonly placed?: Reply['placed'];
}

function unreadWords(scan: AuditScan | undefined): string {
  if (scan === undefined) return 'The mailboxes were not read one by one.';
  if (scan.state === 'failed')
    return 'The reading of all mailboxes broke off: “audit status” says why.';
  return `The mailboxes are being read (${many(scan.mailboxes.mailboxes, 'mailbox', 'mailboxes')} so far): this card follows.`;
}

async function planOfTenant({ deps, request }: EnableCall): Promise<Plan> {
  const { auditing } = deps;
  const scan = await scanFor(deps, request);
  const facts = await readAuditFacts(deps, request, scan);
  const { ingestion, organisation } = facts;
  const log = logGroup(logStandingOf(facts).state, organisation);
  const found: PlanGroup[] = [];
  for (const part of ['bypass', 'sets', 'rooms'] as const) {
    const group = scan && (await foundGroup(part, scan, auditing));
    if (group) found.push(group);
  }
  const unread = [...new Set([whyNot(ingestion), whyNot(organisation)])].filter(Boolean);
  return {
    groups: [...(log ? [log] : []), ...found],
    where: facts.tenantName,
    organisation,
    notes: [...unread, ...(scan?.state === 'finished' ? [] : [unreadWords(scan)])],
    changesSoFar: facts.changes,
    ...followingScan(scan, 'audit enable', { deps, request }),
  };
}

async function planOfMailbox(
  { deps, request }: EnableCall,
  mailbox: MailboxAuditing,
): Promise<Plan> {
  const { auditing } = deps;
  const options = { priority: 'person', signal: request.signal } as const;
  const [bypass, organisation, where, changesSoFar] = await Promise.all([
    auditing.exchange.bypass(mailbox.id, options),
    auditing.exchange.organisation(options),
    tenantName(deps, request.signal),
    auditing.lastChange(),
  ]);
  return {
    groups: groupsOfMailbox(mailbox, bypass),
    where: `the mailbox of ${mailbox.name}, ${where}`,
    mailbox,
    organisation: { ok: true, value: organisation },
    notes: organisation.isOn
      ? []
      : [
          'Mailbox auditing of the organisation is off: before it is on, nothing of any mailbox is recorded.',
        ],
    changesSoFar,
  };
}

/** The person that the words mean, or which of several is asked back. */
async function findOwner(typed: string, { args: given, deps, request }: EnableCall) {
  const found = await findPerson(typed, request, deps.directory);
  if (found.kind === 'one') return { person: found.person };
  return { reply: chooserReply(found, typed, ({ id }) => askOfPart(given.what ?? '', id)) };
}

const isAddress = (typed: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|@./i.test(typed);

/** What there is to change about the mailbox that the words mean: an id or address at Exchange, a name in the directory. */
async function planOfNamed(typed: string, call: EnableCall): Promise<Plan | Reply> {
  const { deps, request } = call;
  const { exchange } = deps.auditing;
  const options = { priority: 'person', signal: request.signal } as const;
  const mayAsk = exchange.access !== 'off';
  const direct = mayAsk && isAddress(typed) ? await exchange.mailbox(typed, options) : undefined;
  if (direct) return planOfMailbox(call, direct);
  const { person, reply } = await findOwner(typed, call);
  if (person === undefined) return reply;
  if (!mayAsk) return planUnread(call, person);
  const mailbox = await exchange.mailbox(person.id, options);
  if (mailbox) return planOfMailbox(call, mailbox);
  const sentence = `${person.name} has no mailbox in Exchange Online, so there is nothing to audit there.`;
  return problemReply(sentence, 'audit status');
}

/** Of somebody whose mailbox is not read. */
async function planUnread({ deps, request }: EnableCall, person: Person): Promise<Plan> {
  const organisation = new AppError('not-allowed', 'Exchange was not asked.');
  return {
    groups: [],
    where: `the mailbox of ${person.name}, ${await tenantName(deps, request.signal)}`,
    mailbox: person,
    organisation: { ok: false, error: organisation },
    notes: [],
    changesSoFar: 0,
  };
}

const isPart = (part: PlanPart, what: string) => what === 'everything' || what === part;

/** Those that nobody is setting already; and the run to look at where all of them are. */
async function newOnes(changes: readonly AuditChange[], { deps }: EnableCall) {
  const open = await deps.auditing.openFor(changes.map(keyOf));
  const numbers = [...open.values()];
  const fresh = changes.filter((change) => !open.has(keyOf(change)));
  if (fresh.length > 0 || numbers.length === 0) return { fresh };
  return { fresh, running: { first: Math.min(...numbers), last: Math.max(...numbers) } };
}

async function act(plan: Plan, what: string, call: EnableCall): Promise<Reply> {
  const { args: given, deps, request } = call;
  const groups = plan.groups.filter(({ part }) => isPart(part, what));
  const { fresh, running } = await newOnes(changesOf(groups, plan.organisation), call);
  if (running) return changesReply(call, running);
  const line = askOfPart(what, plan.mailbox?.id);
  const mark = markOfChanges(fresh);
  if (given.confirmed !== mark) {
    const asks = { ask: `${line} confirmed ${mark}`, cancelAsk: askOfPart('', plan.mailbox?.id) };
    return { ...confirmPlan({ groups, where: plan.where }, fresh, asks), asked: line };
  }
  const made = await deps.auditing.change(
    fresh.map((change) => ({ change })),
    request.asker,
  );
  return changesReply(call, made);
}

function showPlan(plan: Plan, access: ExchangeAccess): Reply {
  const { organisation, placed } = plan;
  const shown = {
    ...plan,
    isDehydrated: organisation.ok && organisation.value.isDehydrated,
    isBlind: access === 'off',
    mayWrite: access === 'write',
    hasChanges: plan.changesSoFar > 0,
  };
  return { ...planReply(shown, askOfPart('', plan.mailbox?.id)), ...(placed && { placed }) };
}

async function enable(call: EnableCall): Promise<Reply> {
  const { args: given, deps } = call;
  const plan =
    given.mailbox === undefined ? await planOfTenant(call) : await planOfNamed(given.mailbox, call);
  if ('card' in plan) return plan;
  const mayWrite = deps.auditing.exchange.access === 'write';
  const { what } = given;
  const hasWanted = what !== undefined && plan.groups.some(({ part }) => isPart(part, what));
  const reply =
    mayWrite && hasWanted
      ? await act(plan, what, call)
      : showPlan(plan, deps.auditing.exchange.access);
  return plan.mailbox?.id === undefined
    ? reply
    : { ...reply, look: { ...reply.look, people: [plan.mailbox?.id] } };
}

export const auditEnable = defineCommand({
  name: 'audit enable',
  access: 'admin',
  summary: 'What would switch auditing on, as PowerShell; with EXCHANGE_ACCESS=write, do it',
  examples: ['audit enable', 'audit enable log', 'audit enable for alice'],
  args,
  run: enable,
});
