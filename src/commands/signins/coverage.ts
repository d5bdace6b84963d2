import { listed, quoted } from '../../domain/sentence.ts';
import type { SignInType } from '../../domain/sign-in.ts';
import { clockWords } from '../../domain/zoned-time.ts';
import type { Lateness } from '../../ports/lateness.ts';
import { inFigures, many, spanWords } from '../figures.ts';
import { type Question, typesOf } from './question.ts';
import type { SignInList } from './read-list.ts';

/** What an answer was made from. */
export interface Read {
  readonly question: Question;
  readonly list: SignInList;
  readonly now: Date;
  /** What the watch has measured; undefined: nothing yet. */
  readonly lateness?: Lateness;
}

const typeNames: Readonly<Record<SignInType, string>> = {
  interactiveUser: 'interactive',
  nonInteractiveUser: 'non-interactive',
  servicePrincipal: 'service principal',
  managedIdentity: 'managed identity',
};

/** After that long, records of a time have all come. */
const settledMs = 24 * 60 * 60_000;

/** The asked types that were read. */
function typesRead({ question, list }: Read): string {
  const read = typesOf(question).filter((type) => !list.missingTypes.includes(type));
  return listed(read.map((type) => typeNames[type]));
}

function permissionWords({ policiesHidden, policiesWithheld }: SignInList): string {
  if (policiesWithheld !== undefined) return ', not used for your role';
  return policiesHidden ? ' is missing' : '';
}

/** What is missing, and the permission, licence or question that brings it. */
function missing({ question, list }: Read): string[] {
  const { policy, reportOnly, risky } = question;
  const aboutPolicies = policy !== undefined || reportOnly || question.by === 'policy';
  const types = listed(list.missingTypes.map((type) => typeNames[type]));
  return [
    list.policiesHidden && list.policiesWithheld === undefined
      ? `Conditional access results are not shown: grant the app Policy.Read.ConditionalAccess.${aboutPolicies ? ' Without it nobody can tell what a policy did.' : ''}`
      : '',
    risky && list.riskHidden
      ? 'Risk is not shown: it needs Entra ID P2. This is no proof that there was none.'
      : '',
    policy && policy.id === undefined
      ? `No policy of today is called ${quoted(policy.name)}: records were searched for the name. One that holds words such as “for” or “all” goes into quotes.`
      : '',
    types && `Graph in this cloud serves no ${types} sign-ins.`,
    list.truncated && !(risky && list.riskHidden)
      ? 'There are older ones in this range that were not read: ask for a shorter range.'
      : '',
  ].filter((words) => words !== '');
}

/** Filters that Graph does not have, and those that it refused. */
function filteredHere({ question, list }: Read): string[] {
  const { app, outcome, policy, reportOnly, country, client, risky } = question;
  return [
    outcome && !list.only ? quoted(outcome) : '',
    reportOnly ? '“report-only”' : '',
    policy ? `what ${quoted(policy.name)} applied to` : '',
    list.coarse && country ? 'the country' : '',
    list.coarse && client ? 'the client' : '',
    list.coarse && risky ? '“risky”' : '',
    list.filteredByApp && app ? 'the app' : '',
  ].filter((words) => words !== '');
}

function filteredByGraph({ question, list }: Read): string[] {
  const { person, ip, app, policy, country, client, risky } = question;
  const hints = list.coarse
    ? []
    : [
        list.only && quoted(list.only),
        policy?.id && 'records that name the policy',
        country && 'country',
        client && 'client',
        risky && '“risky”',
      ];
  const given = [person && 'person', ip && 'address', app && !list.filteredByApp && 'app'];
  return ['time', 'type', ...given, ...hints].filter((words) => typeof words === 'string');
}

/** How the verdict was come by, where the counts would mislead without it. */
function filterNote({ question, list }: Read): string {
  if (list.only === undefined) {
    return question.outcome && list.rows > 0
      ? `“${question.outcome}” was filtered here, over all records of an attempt.`
      : '';
  }
  if (list.retried === undefined) {
    return `Graph was asked for ${list.only} records alone; “All verdicts” shows what came before and after.`;
  }
  const others = list.retried > 0 ? ` ${many(list.retried, 'attempt')} got in on a retry.` : '';
  return `Graph was asked for ${list.only} records, and for what became of their attempts.${others}`;
}

function appNote({ question, list }: Read): string {
  return list.filteredByApp
    ? `“${question.app}” was looked for here, in sign-ins to all apps: Graph compares names from their beginning, letter by letter.`
    : '';
}

/** The newest record of the answer, or one that the watch saw since. */
function newestAt({ list, lateness }: Read): Date | undefined {
  const [newest] = [list.newestAt, lateness?.newestAt]
    .filter((at) => at !== undefined)
    .sort((a, b) => b.getTime() - a.getTime());
  return newest;
}

function latenessWords({ lateness }: Read): string {
  if (!lateness) return 'Records usually come within 15 minutes.';
  return `Lately records came within ${spanWords(lateness.p95Ms)} (measured on ${inFigures(lateness.count)}).`;
}

const isSettled = ({ question, now }: Read) =>
  now.getTime() - question.window.to.getTime() > settledMs;

function coverageLine(read: Read): string {
  const { list, now } = read;
  const newest = newestAt(read);
  const kept = list.rows < list.read ? `, ${inFigures(list.rows)} fit` : '';
  return [
    `Read: ${many(list.read, 'record')}${kept}, ${typesRead(read)}.`,
    newest === undefined || isSettled(read)
      ? ''
      : `The newest ${newest === list.newestAt ? 'of them' : 'that the watch saw'} is ${spanWords(now.getTime() - newest.getTime())} old.`,
    isSettled(read) ? '' : latenessWords(read),
  ]
    .filter(Boolean)
    .join(' ');
}

/** What was covered in one small text, so that "none" is never claimed for what was not read or has not arrived. */
export function notesOf(read: Read): string {
  return [...missing(read), filterNote(read), appNote(read), coverageLine(read)]
    .filter(Boolean)
    .join(' ');
}

function licenceWords({ list }: Read): string {
  if (list.riskHidden === false) return 'Entra ID P2: risk is shown';
  const without = list.riskHidden ? ', no P2: risk is hidden' : '';
  return `Entra ID P1 at least, as the log answered${without}`;
}

function latenessFact({ lateness }: Read): string {
  if (!lateness) return 'not measured yet; usually within 15 minutes';
  const { count, p50Ms, p95Ms, worstMs } = lateness;
  return `half within ${spanWords(p50Ms)}, 95 % within ${spanWords(p95Ms)}, the latest after ${spanWords(worstMs)} (${many(count, 'record')} that the watch saw come)`;
}

/** The same in full, for whoever opens it. */
export function factsOf(read: Read, timeZone: string) {
  const { question, list } = read;
  const { from, to } = question.window;
  const newest = newestAt(read);
  const here = filteredHere(read);
  const facts = {
    Range: `${clockWords(from, timeZone)} to ${clockWords(to, timeZone)} (${timeZone}); Entra keeps 30 days with Entra ID P1 or P2, 7 without`,
    Types: typesRead(read),
    Records: [
      `${inFigures(list.read)} read`,
      `${inFigures(list.rows)} fit`,
      many(list.attempts.length, 'attempt'),
      ...(list.truncated && list.oldestAt
        ? [`none before ${clockWords(list.oldestAt, timeZone)}`]
        : []),
    ].join(', '),
    'By Graph': listed(filteredByGraph(read), 'and', 12),
    Here: here.length > 0 ? listed(here, 'and', 8) : 'nothing',
    Newest: newest
      ? `${clockWords(newest, timeZone)}, ${newest === list.newestAt ? 'in this answer' : 'seen by the watch'}`
      : 'none has arrived',
    Lateness: latenessFact(read),
    Licence: licenceWords(read),
    Permissions: `AuditLog.Read.All; Policy.Read.ConditionalAccess${permissionWords(list)}`,
  };
  return Object.entries(facts).map(([title, value]) => ({ title, value }));
}
