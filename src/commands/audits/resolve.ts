import { plainActivity, usualActivities } from '../../domain/audit-words/activity-name.ts';
import {
  auditCategories,
  categoryMeant,
  categoryWords,
} from '../../domain/audit-words/categories.ts';
import { nearestName } from '../../domain/nearest-name.ts';
import type { Person } from '../../domain/person.ts';
import { startUpper } from '../../domain/sentence.ts';
import { parseRange } from '../../domain/time-window.ts';
import type { CommandDeps } from '../deps.ts';
import { chooserReply, findPerson } from '../find-person.ts';
import { wholeSecond } from '../iso.ts';
import { orProblem } from '../or-problem.ts';
import { readPolicies } from '../policy-names.ts';
import { problemReply } from '../problem-reply.ts';
import type { CommandRequest, Reply } from '../request.ts';
import type { AuditArguments } from './arguments.ts';
import { type AskedObject, type AuditQuestion, askOf } from './question.ts';

type Found<T> = { readonly value: T } | { readonly choose: Choose };
/** Asks which one was meant; each choice asks the question again with that person in it. */
type Choose = (askWith: (person: Person) => string) => Reply;

const usualRange = { some: 'last 7d', tenant: 'last 24h' };
const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function personIn(
  words: string,
  request: CommandRequest,
  deps: CommandDeps,
): Promise<Found<Person>> {
  const found = await findPerson(words, request, deps.directory);
  if (found.kind === 'one') return { value: found.person };
  return { choose: (askWith) => chooserReply(found, words, askWith) };
}

/** Whoever did it: a person, else an app by its name. */
async function actorIn(
  words: string,
  request: CommandRequest,
  deps: CommandDeps,
): Promise<Found<AskedObject>> {
  const found = await findPerson(words, request, deps.directory);
  if (found.kind === 'one') return { value: found.person };
  if (found.kind === 'none') return { value: { name: words } };
  return { choose: (askWith) => chooserReply(found, words, askWith) };
}

/** What was deleted has no name any more, and its entries are found all the same. */
async function byId(
  id: string,
  { signal }: CommandRequest,
  { directory }: CommandDeps,
): Promise<AskedObject> {
  const [names] = await orProblem(directory.names([id], signal), new Map<string, string>());
  return { id, name: names.get(id) ?? id };
}

/** A policy by name, a person, anything by its id; else whatever has a name that begins so. */
async function objectIn(
  words: string,
  request: CommandRequest,
  deps: CommandDeps,
): Promise<Found<AskedObject>> {
  const { policies } = await readPolicies(deps.policies, request.signal);
  const wanted = words.trim().toLowerCase();
  const named = policies.filter(({ id, name }) =>
    [id.toLowerCase(), name.trim().toLowerCase()].includes(wanted),
  );
  const begun = policies.filter(({ name }) => name.trim().toLowerCase().startsWith(wanted));
  const [policy, another] = named.length > 0 ? named : begun;
  if (policy && another === undefined) return { value: { id: policy.id, name: policy.name } };
  // Entries about each of several policies have a name that begins so.
  if (policy) return { value: { name: words } };
  if (guidShape.test(words)) return { value: await byId(wanted, request, deps) };
  const found = await findPerson(words, request, deps.directory);
  if (found.kind === 'one') return { value: found.person };
  if (found.kind === 'several') {
    return { choose: (askWith) => chooserReply(found, words, askWith) };
  }
  return { value: { name: words } };
}

/** The log's own name of an activity: `update conditional access` begins one. */
function activityMeant(typed: string): string {
  const wanted = plainActivity(typed);
  const known =
    usualActivities.find((name) => plainActivity(name) === wanted) ??
    usualActivities.find((name) => plainActivity(name).startsWith(wanted));
  return known === undefined ? startUpper(typed.trim()) : known.slice(0, wanted.length);
}

/** A mistyped activity, spelled as the log does; undefined: nothing is like it. */
export function nearestActivity(typed: string): string | undefined {
  const wanted = plainActivity(typed);
  const isKnown = usualActivities.some((name) => plainActivity(name).startsWith(wanted));
  return isKnown ? undefined : nearestName(typed, usualActivities);
}

const nearestCategory = (typed: string) => nearestName(typed.replace(/\s/g, ''), auditCategories);

/** The log's own name of a category; Microsoft adds some: what is written like one, and like none that is known, is asked. */
function categoryIn(typed: string): string | undefined {
  const isNew = /^[A-Z][A-Za-z]+$/.test(typed) && nearestCategory(typed) === undefined;
  return categoryMeant(typed) ?? (isNew ? typed : undefined);
}

function categoryProblem(typed: string): Reply {
  const near = nearestCategory(typed);
  const all = [
    'UserManagement',
    'GroupManagement',
    'RoleManagement',
    'Policy',
    'ApplicationManagement',
    'Device',
  ];
  return problemReply(
    `I know no category “${typed}”.${near ? ` Did you mean “${categoryWords(near)}”?` : ''} Those that are asked for most: ${all.map(categoryWords).join(', ')}.`,
    `audits category ${near ?? 'Policy'}`,
  );
}

function foundIn<T>(found: Found<T> | undefined): T | undefined {
  return found && 'value' in found ? found.value : undefined;
}

/** The reply that asks which one was meant, where a name is several people's. */
function choice(
  question: AuditQuestion,
  found: Partial<Record<'person' | 'by' | 'on', Found<unknown>>>,
): Reply | undefined {
  for (const [part, one] of Object.entries(found)) {
    if (one && 'choose' in one) {
      return one.choose((person) => askOf(question, { [part]: person }));
    }
  }
  return undefined;
}

/** What was typed, until it is known who was meant. */
const asWords = (words: string | undefined) => (words === undefined ? undefined : { name: words });

/** The question with names looked up; or the reply that asks for more. */
export async function resolveAudits(
  args: AuditArguments,
  request: CommandRequest,
  deps: CommandDeps,
): Promise<{ readonly question: AuditQuestion; readonly until: Date } | { readonly reply: Reply }> {
  const category = args.category && categoryIn(args.category);
  if (args.category && category === undefined) return { reply: categoryProblem(args.category) };
  const now = deps.clock.now();
  const until = wholeSecond(request.until && request.until < now ? request.until : now);
  const isAboutOne = [args.for, args.by, args.on, args.correlation].some(Boolean);
  const rangeWords = args.within ?? usualRange[isAboutOne ? 'some' : 'tenant'];
  const parsed = parseRange(rangeWords, until, request.timeZone);
  if ('problem' in parsed) {
    return { reply: problemReply(parsed.problem, 'audits for alice last 7d') };
  }
  const [person, by, on] = await Promise.all([
    args.for ? personIn(args.for, request, deps) : undefined,
    args.by ? actorIn(args.by, request, deps) : undefined,
    args.on ? objectIn(args.on, request, deps) : undefined,
  ]);
  const question: AuditQuestion = {
    person: foundIn(person),
    by: foundIn(by) ?? asWords(args.by),
    on: foundIn(on) ?? asWords(args.on),
    category,
    activity: args.activity && activityMeant(args.activity),
    correlationId: args.correlation,
    failed: args.failed !== undefined,
    rangeWords: args.within,
    window: parsed.window,
    rangeLabel: parsed.label,
    top: args.top,
  };
  const reply = choice(question, { person, by, on });
  return reply ? { reply } : { question, until };
}
