import { clientAppNames } from '../../domain/client-apps.ts';
import type { SignIn, SignInType } from '../../domain/sign-in.ts';
import type { Outcome } from '../../domain/verdict.ts';
import type { ReadOptions } from '../../ports/read-options.ts';
import type { SignInLog, SignInQuery } from '../../ports/sign-in-log.ts';
import { rowFits } from './matches.ts';
import { type Question, typesOf } from './question.ts';

/** Outcomes that Graph can filter by itself; the others show only beside the other rows of an attempt. */
export const filteredByGraph: readonly (Outcome | undefined)[] = ['blocked', 'succeeded'];

/** One page of what was read for a question. */
export interface RowPage {
  /** What fits, row by row. */
  readonly rows: readonly SignIn[];
  /** Everything that came. */
  readonly read: readonly SignIn[];
  readonly more: boolean;
  /** True when Graph refused to filter: it was done here alone. */
  readonly coarse: boolean;
  /** True when the app's name was looked for here, in rows of all apps. */
  readonly filteredByApp: boolean;
  readonly missingTypes: readonly SignInType[];
}

/** What Graph is asked for a question. */
export function queryOf(question: Question): SignInQuery {
  const { window, person, app, ip, outcome, policy, country, client, risky } = question;
  return {
    window,
    types: typesOf(question),
    userId: person?.id,
    appName: app,
    ip,
    outcome: filteredByGraph.includes(outcome) ? outcome : undefined,
    policyId: policy?.id,
    country,
    clientApps: client === undefined ? undefined : clientAppNames(client),
    risky,
  };
}

/**
 * Reads the rows of a question, newest first, while they are asked for. Graph compares names from their
 * beginning and letter by letter, people type a part of one: where nothing begins so, all apps are read.
 */
export async function* readRows(
  signIns: SignInLog,
  question: Question,
  options: ReadOptions,
): AsyncIterable<RowPage> {
  async function* pages(query: SignInQuery, filteredByApp: boolean): AsyncIterable<RowPage> {
    for await (const page of signIns.pages(query, options)) {
      yield {
        rows: page.rows.filter((row) => rowFits(row, question)),
        read: page.rows,
        more: page.more,
        coarse: page.coarse ?? false,
        filteredByApp,
        missingTypes: page.missingTypes ?? [],
      };
    }
  }

  const query = queryOf(question);
  let hasRows = question.app === undefined;
  for await (const page of pages(query, false)) {
    hasRows ||= page.read.length > 0;
    if (hasRows) yield page;
  }
  if (!hasRows) yield* pages({ ...query, appName: undefined }, true);
}
