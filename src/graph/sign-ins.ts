import type { JsonRecord } from '../domain/record.ts';
import { type SignIn, toSignIn } from '../domain/sign-in.ts';
import type { TimeWindow } from '../domain/time-window.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ReadOptions } from '../ports/read-options.ts';
import type { SignInLog, SignInPage, SignInQuery } from '../ports/sign-in-log.ts';
import type { GraphClient } from './client.ts';
import { type GraphVersion, readNextLink } from './endpoint.ts';
import { refusalOf, tooFarBack } from './errors.ts';
import { queryString } from './odata.ts';
import { readPage } from './page.ts';
import { createReached } from './reached.ts';
import { signInFilter } from './sign-in-filter.ts';

const mostRowsAPage = 1_000;
const resourcePath = '/auditLogs/signIns';
/** With Entra ID P1 or P2; a minute less, so that the oldest moment is not past while the question travels. */
const retentionMs = 30 * 24 * 60 * 60_000 - 60_000;

interface Parts {
  readonly graph: GraphClient;
  readonly log: Log;
  readonly clock: Clock;
}

/** A cloud without this API in this version says so as an unknown address. */
function isNotServed(thrown: unknown): boolean {
  const refusal = refusalOf(thrown);
  return (
    refusal?.status === 400 &&
    /resource not found for the segment|invalid version/i.test(refusal.message)
  );
}

/** Some tenants lose their place in the middle of long answers. */
function lostItsPlace(thrown: unknown): boolean {
  const refusal = refusalOf(thrown);
  return refusal?.status === 400 && /skip ?token/i.test(refusal.message);
}

/** How long v1.0 is read before beta is tried again: beta may have had a bad moment only. */
const withoutBetaMs = 60 * 60_000;
const closeMs = 5 * 60_000;
const oldestKept = (now: Date) => new Date(now.getTime() - retentionMs);
const isForgotten = (window: TimeWindow, now: Date) => window.to < oldestKept(now);

/** “last 30d” names the very moment that is about to be forgotten: a minute less spares a refusal. */
function trimmed(query: SignInQuery, now: Date): SignInQuery {
  const from = oldestKept(now);
  const isClose = Math.abs(query.window.from.getTime() - from.getTime()) <= closeMs;
  return isClose && query.window.from < from
    ? { ...query, window: { from, to: query.window.to } }
    : query;
}

interface Form {
  readonly query: SignInQuery;
  /** True when something of the question was left out: rows may come that do not fit. */
  readonly coarse: boolean;
}

/** What has been seen refused, or may be: the asker looks through the rows for it. */
const leftOut = {
  outcome: undefined,
  policyId: undefined,
  country: undefined,
  clientApps: undefined,
  risky: undefined,
};

/** The same question in simpler forms, for a service that refuses the first: no more than is kept, no hints. */
function simplerForms(query: SignInQuery, now: Date): Form[] {
  const from = oldestKept(now);
  const isTooLong = query.window.from < from && !isForgotten(query.window, now);
  const kept = isTooLong ? { ...query, window: { from, to: query.window.to } } : query;
  const hints = Object.keys(leftOut) as (keyof typeof leftOut)[];
  return [
    ...(isTooLong ? [{ query: kept, coarse: false }] : []),
    ...(hints.some((hint) => query[hint] !== undefined)
      ? [{ query: { ...kept, ...leftOut }, coarse: true }]
      : []),
  ];
}

/** One answer of the service, and how it came about. */
interface Answer {
  readonly body: JsonRecord;
  readonly version: GraphVersion;
  readonly coarse: boolean;
  /** True when the question was asked again from a point inside: rows may repeat. */
  readonly isAnew: boolean;
}

/** What an answer cannot promise. */
function limitsOf({ version, coarse }: Answer, { types }: SignInQuery): Partial<SignInPage> {
  const missingTypes = types.filter((type) => version === 'v1.0' && type !== 'interactiveUser');
  return { ...(coarse && { coarse }), ...(missingTypes.length > 0 && { missingTypes }) };
}

/**
 * The sign-in log over Graph. It reads beta: v1.0 has no non-interactive sign-ins, no authentication
 * details and no satisfied rules. Where a national cloud does not serve beta it reads v1.0 and logs it.
 */
export function createSignInLog({ graph, log, clock }: Parts): SignInLog {
  let withoutBetaUntil = Number.NEGATIVE_INFINITY;

  const ask = (path: string, at: GraphVersion, { priority, signal }: ReadOptions) =>
    graph.ask({ path, version: at, resource: 'sign-ins', priority, signal });

  async function inAnyVersion(
    question: (version: GraphVersion) => Promise<JsonRecord>,
    isNotThere: (thrown: unknown) => boolean,
  ): Promise<{ readonly body: JsonRecord; readonly version: GraphVersion }> {
    const now = clock.now().getTime();
    if (now < withoutBetaUntil) return { body: await question('v1.0'), version: 'v1.0' };
    try {
      return { body: await question('beta'), version: 'beta' };
    } catch (thrown) {
      if (!isNotThere(thrown)) throw thrown;
      const body = await question('v1.0');
      withoutBetaUntil = now + withoutBetaMs;
      log.warn({ err: refusalOf(thrown) }, 'no beta sign-ins here: reading v1.0, interactive only');
      return { body, version: 'v1.0' };
    }
  }

  async function askFirst(
    query: SignInQuery,
    version: GraphVersion,
    options: ReadOptions,
  ): Promise<JsonRecord> {
    if (version === 'v1.0' && !query.types.includes('interactiveUser')) {
      throw new AppError('bad-question', 'Graph in this cloud serves interactive sign-ins only.', {
        hint: 'Ask for “interactive” sign-ins; the others stand in the Entra portal.',
      });
    }
    const $top = Math.max(1, Math.min(options.pageSize ?? mostRowsAPage, mostRowsAPage));
    const $filter = signInFilter(query, version);
    const $orderby = 'createdDateTime desc';
    return ask(`${resourcePath}?${queryString({ $filter, $orderby, $top })}`, version, options);
  }

  /** Asks in the form given, and in the simpler ones as long as the service refuses the question itself. */
  async function first(
    form: Form,
    options: ReadOptions,
    simpler: readonly Form[] = simplerForms(form.query, clock.now()),
  ): Promise<Omit<Answer, 'isAnew'>> {
    try {
      const answer = await inAnyVersion(
        (version) => askFirst(form.query, version, options),
        (thrown) => refusalOf(thrown)?.status === 404 || isNotServed(thrown),
      );
      return { ...answer, coarse: form.coarse };
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      if (refusal?.status !== 400) throw thrown;
      const [next, ...others] = simpler;
      if (next !== undefined) {
        log.info({ err: refusal }, 'Graph refused the question: asking in a simpler form');
        return first(next, options, others);
      }
      throw isForgotten(form.query.window, clock.now()) ? tooFarBack(thrown) : thrown;
    }
  }

  function rowsOf(values: readonly unknown[]): SignIn[] {
    const rows: SignIn[] = [];
    for (const value of values) {
      const row = toSignIn(value);
      if (row) rows.push(row);
    }
    const unread = values.length - rows.length;
    if (unread > 0) log.warn({ unread }, 'sign-ins without id or time were left out');
    return rows;
  }

  /** The page behind a link; asked anew from `to` on where Graph has lost its place. */
  async function onward(
    link: string,
    before: Answer,
    rest: SignInQuery | undefined,
    options: ReadOptions,
  ): Promise<Answer> {
    const { path, version } = readNextLink(link);
    try {
      return { ...before, body: await ask(path, version, options), version, isAnew: false };
    } catch (thrown) {
      if (rest === undefined || !lostItsPlace(thrown)) throw thrown;
      log.info({ to: rest.window.to }, 'Graph lost its place in the sign-ins: asking anew');
      const form = { query: rest, coarse: false };
      return { ...(await first(form, options)), isAnew: true };
    }
  }

  async function* pages(asked: SignInQuery, options: ReadOptions): AsyncIterable<SignInPage> {
    const query = trimmed(asked, clock.now());
    const { from } = query.window;
    const reached = createReached();
    let answer: Answer = {
      ...(await first({ query, coarse: false }, options)),
      isAnew: false,
    };
    let hasNew = true;
    for (let mayRepeat = false; ; mayRepeat ||= answer.isAnew) {
      const { values, nextLink } = readPage(answer.body);
      const read = rowsOf(values);
      const rows = mayRepeat || answer.isAnew ? read.filter((row) => !reached.has(row)) : read;
      reached.note(rows);
      hasNew = rows.length > 0 || (hasNew && !answer.isAnew);
      yield { rows, more: nextLink !== undefined, ...limitsOf(answer, query) };
      if (nextLink === undefined) return;
      const to = reached.resumeAt();
      // Without a new row since the last time, asking anew could go round in circles.
      const rest = hasNew && to !== undefined ? { ...query, window: { from, to } } : undefined;
      answer = await onward(nextLink, answer, rest, options);
    }
  }

  return {
    pages,
    async find(id, options) {
      const path = `${resourcePath}/${encodeURIComponent(id)}`;
      try {
        const { body } = await inAnyVersion((version) => ask(path, version, options), isNotServed);
        return toSignIn(body);
      } catch (thrown) {
        // A text that is no id at all is refused with 400.
        const status = refusalOf(thrown)?.status;
        if (status === 404 || status === 400) return undefined;
        throw thrown;
      }
    },
  };
}
