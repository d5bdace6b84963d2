import { listed } from './sentence.ts';

/** Somebody whom a rehearsed policy would have stopped or prompted, and what must not be locked out. */
export interface AtRisk {
  readonly name: string;
  readonly stopped: number;
  readonly prompted: number;
  /** Holds a role that runs the tenant. */
  readonly admin: boolean;
  /** By its name, which is all that tells it. */
  readonly kind: 'person' | 'break-glass' | 'service';
}

/** What a rehearsal has shown. */
export interface RehearsalFacts {
  /** Days that the policy has been watched as it stands now. */
  readonly days: number;
  /** Attempts that the policy applied to. */
  readonly applied: number;
  readonly stopped: number;
  readonly prompted: number;
  readonly stoppedUsers: number;
  readonly promptedUsers: number;
  /** Those stopped or prompted, most attempts first; at least all that were looked up. */
  readonly atRisk: readonly AtRisk[];
  /** False when older or other records of the range were not read. */
  readonly whole: boolean;
}

export interface Readiness {
  readonly answer: 'go' | 'not yet' | 'cannot say';
  /** Whole sentences. */
  readonly reason: string;
}

/** A full week holds each weekday once; fewer attempts than this prove little. */
export const fewestDays = 7;
export const fewestAttempts = 30;

const mostNames = 4;

const many = (count: number, one: string, several = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
/** Those whose lock-out would cost most, worst first; nothing when nobody of them is hit. */
function worstHit(atRisk: readonly AtRisk[]): string[] {
  const breakGlass = atRisk.filter(({ kind }) => kind === 'break-glass');
  const admins = atRisk.filter(
    ({ kind, admin, stopped }) => admin && stopped > 0 && kind !== 'break-glass',
  );
  const services = atRisk.filter(({ kind, admin }) => kind === 'service' && !admin);
  return [
    breakGlass.length > 0
      ? `It would hit what looks like a break-glass account (${someOf(breakGlass, 0)}): exclude it.`
      : '',
    admins.length > 0 ? `It would stop administrators (${someOf(admins, 0)}).` : '',
    services.length > 0
      ? `It would stop or prompt what looks like a service account (${someOf(services, 0)}), which cannot answer a prompt.`
      : '',
  ].filter((sentence) => sentence !== '');
}

/** The first few names, and how many others there are among `total`. */
function someOf(who: readonly AtRisk[], total: number): string {
  const shown = who.slice(0, mostNames).map(({ name }) => name);
  const others = Math.max(total, who.length) - shown.length;
  return listed(others > 0 ? [...shown, `${others} more`] : shown, 'and', mostNames + 1);
}

function stops({ stopped, stoppedUsers, atRisk }: RehearsalFacts): string {
  const who = atRisk.filter((one) => one.stopped > 0);
  const named = who.length > 0 ? `: ${someOf(who, stoppedUsers)}` : '';
  return `It would have stopped ${many(stoppedUsers, 'account')} in ${many(stopped, 'attempt')}${named}.`;
}

function prompts({ prompted, promptedUsers }: RehearsalFacts): string {
  return prompted === 0
    ? ''
    : `It would have prompted ${many(promptedUsers, 'account')} in ${many(prompted, 'attempt')}: tell them first.`;
}

function tooLittle({ days, applied }: RehearsalFacts): string {
  const short = [
    days < fewestDays
      ? `it has been watched for ${many(Math.floor(days), 'day')} as it stands`
      : '',
    applied < fewestAttempts ? `it applied to ${many(applied, 'attempt')}` : '',
  ].filter((words) => words !== '');
  return short.length === 0
    ? ''
    : `Too little is known: ${short.join(' and ')} (${fewestDays} days and ${fewestAttempts} attempts are the least).`;
}

/**
 * Whether a report-only policy may be switched on. Harm that was seen counts however little was read; that there
 * is none counts only when enough was read, and all of it.
 */
export function decideReadiness(facts: RehearsalFacts): Readiness {
  const worst = worstHit(facts.atRisk);
  if (worst.length > 0 || facts.stopped > 0) {
    const others = facts.stopped > 0 ? [stops(facts)] : [];
    return { answer: 'not yet', reason: [...worst, ...others].join(' ') };
  }
  const short = tooLittle(facts);
  if (!facts.whole) {
    return {
      answer: 'cannot say',
      reason: ['Nobody was stopped in what was read, but not all was read.', short]
        .filter(Boolean)
        .join(' '),
    };
  }
  if (short !== '') return { answer: 'not yet', reason: short };
  return {
    answer: 'go',
    reason: [
      `Nobody would have been stopped in ${many(facts.applied, 'attempt')} over ${many(Math.floor(facts.days), 'day')}.`,
      prompts(facts),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

const breakGlassName = /break[\s_.-]*glass|emergency[\s_.-]*(?:access|account|admin)/i;
const serviceName =
  /(?:^|[\s_.-])(?:svc|service|serviceaccount|daemon|robot|automation|scanner|printer|backup)(?:[\s_.-]|\d|$)|^(?:sync|aad|adtoaad)syncservice|^sync_/i;

/** What an account is by its names; a guess, and said as one. */
export function accountKind(name: string, userPrincipalName = ''): AtRisk['kind'] {
  const own = [name, userPrincipalName.split('@')[0] ?? ''];
  if (own.some((words) => breakGlassName.test(words))) return 'break-glass';
  return own.some((words) => serviceName.test(words)) ? 'service' : 'person';
}
