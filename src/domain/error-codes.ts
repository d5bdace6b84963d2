import { appCodes } from './error-codes/app-codes.ts';
import { conditionalAccessCodes } from './error-codes/conditional-access-codes.ts';
import type { ErrorCode, ErrorKind } from './error-codes/error-code.ts';
import { peopleCodes } from './error-codes/people-codes.ts';
import { serviceCodes } from './error-codes/service-codes.ts';
import { sessionCodes } from './error-codes/session-codes.ts';

export type { ErrorCode, ErrorKind } from './error-codes/error-code.ts';

/** Every AADSTS code this bot explains itself. */
export const errorCodes: readonly ErrorCode[] = [
  {
    code: 0,
    name: 'Success',
    kind: 'success',
    meaning: 'The sign-in succeeded.',
    nextStep: 'Nothing.',
  },
  ...conditionalAccessCodes,
  ...peopleCodes,
  ...appCodes,
  ...sessionCodes,
  ...serviceCodes,
];

const byCode: ReadonlyMap<number, ErrorCode> = new Map(errorCodes.map((row) => [row.code, row]));

/** The kind of a code; undefined when this bot does not know it. */
export function errorKind(code: number): ErrorKind | undefined {
  return byCode.get(code)?.kind;
}

/** Codes of expected pauses of a sign-in, lowest first. */
export const benignCodes: readonly number[] = errorCodes
  .filter(({ benign }) => benign === true)
  .map(({ code }) => code)
  .sort((a, b) => a - b);

/** True for expected pauses of a sign-in (stay signed in?, session renewed …): never worth an alert. */
export function isBenign(code: number): boolean {
  return byCode.get(code)?.benign === true;
}

/** One code in the light of one record. */
export interface Explanation {
  readonly code: number;
  /** Microsoft's name; absent for a code this bot does not know. */
  readonly name?: string;
  readonly kind: ErrorKind | 'unknown';
  readonly benign: boolean;
  readonly meaning: string;
  readonly nextStep: string;
  /** Microsoft's page about the code. */
  readonly link: string;
}

/** Names, addresses or ids of this very case; unfilled templates such as {appId} say nothing. */
const specifics = /['"“][^'"“”{}]{2,}['"”]|\b\d{1,3}(\.\d{1,3}){3}\b|[0-9a-f]{8}-[0-9a-f]{4}-/i;

function saysMore(reason: string): boolean {
  return specifics.test(reason) && !/\{\w+\}/.test(reason);
}

function explainUnknown(code: number, reason: string | undefined, link: string): Explanation {
  return {
    code,
    kind: 'unknown',
    benign: false,
    meaning: reason ?? `Error ${code}; the record gives no reason.`,
    nextStep: `Look up AADSTS${code}: ${link}`,
    link,
  };
}

/**
 * What a code means and what to do. The record's own `failureReason` wins where it tells more: codes
 * with two meanings (50053) are read by it, and a reason that names the app, address or user is given as it is.
 */
export function explainCode(code: number, failureReason?: string): Explanation {
  const link = `https://login.microsoftonline.com/error?code=${code}`;
  const reason = failureReason?.trim() || undefined;
  const known = byCode.get(code);
  if (known === undefined) return explainUnknown(code, reason, link);
  const { name, kind, benign = false, meaning, nextStep, readings } = known;
  const base = { code, name, kind, benign, link };
  if (code === 0 || reason === undefined) return { ...base, meaning, nextStep };
  const reading = readings?.find(({ when }) => when.test(reason));
  if (reading) return { ...base, meaning: reading.meaning, nextStep: reading.nextStep };
  return { ...base, meaning: benign || !saysMore(reason) ? meaning : reason, nextStep };
}
