import { foldPages } from '../../domain/attempt-stream.ts';
import { text, textAt, textsAt } from '../../domain/record.ts';
import { rehearsed } from '../../domain/report-only.ts';
import type { SignIn } from '../../domain/sign-in.ts';
import { type Attempt, decidingPolicy } from '../../domain/verdict.ts';
import type { SignInLog } from '../../ports/sign-in-log.ts';
import type { Table } from '../command.ts';
import { attemptFits, outcomeFits } from './matches.ts';
import type { Question } from './question.ts';
import { readRows } from './read-rows.ts';
import { titleOf } from './title.ts';

type Cell = (row: SignIn, attempt: Attempt) => string | undefined;

function rehearsalWords(row: SignIn): string {
  return rehearsed(row)
    .map(({ policy, effect }) => `${policy.name}: ${effect}`)
    .join('; ');
}

function riskCell(row: SignIn): string | undefined {
  if (row.riskLevel?.toLowerCase() === 'hidden') return 'needs Entra ID P2';
  const during = row.riskLevel;
  const state = text(row.raw.riskState);
  return [during, state === 'none' ? undefined : state].filter(Boolean).join(', ');
}

/** One line a record; verdict and reason are those of its attempt, as on the card. */
const cells: readonly (readonly [string, Cell])[] = [
  ['time (UTC)', (row) => row.at.toISOString()],
  ['verdict', (_, { verdict }) => verdict.outcome],
  ['reason', (_, { verdict }) => verdict.headline],
  ['user', (row) => row.userName ?? textAt(row.raw, 'servicePrincipalName')],
  ['user principal name', (row) => row.userPrincipalName],
  ['user id', (row) => row.userId ?? textAt(row.raw, 'servicePrincipalId')],
  ['app', (row) => row.appName],
  ['resource', (row) => row.resourceName],
  ['client', (row) => row.clientApp],
  ['ip address', (row) => row.ip],
  ['city', (row) => row.city],
  ['country', (row) => row.country],
  ['device', (row) => row.deviceName],
  ['operating system', (row) => row.operatingSystem],
  ['browser', (row) => row.browser],
  ['compliant', (row) => textAt(row.raw, 'deviceDetail.isCompliant')],
  ['managed', (row) => textAt(row.raw, 'deviceDetail.isManaged')],
  ['types', (row) => row.types.join('; ')],
  ['interactive', (row) => String(row.interactive)],
  ['error code', (row) => String(row.errorCode)],
  ['failure reason', (row) => row.failureReason],
  ['conditional access', (row) => row.conditionalAccess],
  ['deciding policy', (row) => decidingPolicy(row)?.name],
  ['report-only', rehearsalWords],
  ['risk', riskCell],
  ['risk events', (row) => textsAt(row.raw, 'riskEventTypes_v2').join('; ')],
  ['correlation id', (row) => row.correlationId],
  ['request id', (row) => row.id],
];

export const signInColumns: readonly string[] = cells.map(([name]) => name);

function rowsOf(attempt: Attempt): string[][] {
  return attempt.rows.map((row) => cells.map(([, cell]) => cell(row, attempt) ?? ''));
}

/** Every record of a question, straight from the log and no more held than the last minutes of it. */
async function* pagesOf(question: Question, signIns: SignInLog, signal: AbortSignal) {
  let left = question.top ?? Number.POSITIVE_INFINITY;
  async function* read() {
    // People who wait for an answer go first: a file may take its time.
    const pages = readRows(signIns, question, { priority: 'poll', signal });
    for await (const { rows } of pages) yield rows;
  }
  for await (const attempts of foldPages(read())) {
    const fitting = attempts
      .filter((attempt) => attemptFits(attempt, question) && outcomeFits(attempt, question))
      .slice(0, left);
    left -= fitting.length;
    if (fitting.length > 0) yield fitting.flatMap(rowsOf);
    if (left <= 0) return;
  }
}

/** The question's records for a file. */
export function signInTable(question: Question, signIns: SignInLog, signal: AbortSignal): Table {
  return {
    name: ['signins', question.person?.name].filter(Boolean).join('-'),
    about: `${titleOf(question)}, ${question.rangeLabel}`,
    columns: signInColumns,
    pages: pagesOf(question, signIns, signal),
  };
}
