import type { Case } from '../domain/case.ts';
import type { ContextSignIn } from '../domain/case-context.ts';
import { networkWords } from '../domain/network.ts';
import { spaced } from '../domain/sentence.ts';
import type { Outcome } from '../domain/verdict.ts';
import { type ChangesFacts, changesFacts } from './changes-view.ts';
import type { ShownContext } from './enrich.ts';

/** One of the user's last sign-ins. */
export interface SignInLine {
  /** ISO time in UTC. */
  readonly at: string;
  readonly outcome: Outcome;
  /** 'blocked by Require MFA · Payroll · Oslo, NO' */
  readonly text: string;
}

/** What the alert card says around its case; '' and empty lists where nothing is known. */
export interface ContextFacts extends ChangesFacts {
  /** 'trusted network Offices · Deutsche Telekom AG (AS3320)' */
  readonly network: string;
  /** 'high, at risk'; 'none known' */
  readonly riskText: string;
  /** '2 more are open' */
  readonly otherCases: string;
  /** The button that shows the rest: 'More about Ada Lovelace'. */
  readonly moreLabel: string;
  /** ISO; when the sign-ins were read. */
  readonly readAt: string;
  /** Newest first, five at most. */
  readonly lastSignIns: readonly SignInLine[];
  /** The latest three of the user's other cases: 'blocked by Require MFA: Payroll'. */
  readonly otherTitles: readonly { readonly at: string; readonly text: string }[];
}

function iso(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function riskTextOf(risk: { readonly level: string; readonly state: string } | undefined): string {
  if (risk === undefined) return '';
  if (risk.level === 'none' && risk.state === 'none') return 'none known';
  return [risk.level, risk.state]
    .filter((word) => word !== 'none' && word !== 'hidden')
    .map(spaced)
    .join(', ');
}

function otherCasesOf(total: number): string {
  if (total === 0) return '';
  return total === 1 ? 'one more is open' : `${total} more are open`;
}

function lineOf({ at, outcome, headline, app, place }: ContextSignIn): SignInLine {
  return { at: iso(at), outcome, text: joined([headline, app, place]) };
}

/** `context` undefined: nothing could be found out, or nobody asked. */
export function contextFacts(alert: Case, context: ShownContext | undefined): ContextFacts {
  const network = context?.network && networkWords(context.network);
  const others = context?.others;
  return {
    network: joined([...(alert.latest.origin?.networks ?? []), network]),
    riskText: riskTextOf(context?.read?.risk),
    otherCases: otherCasesOf(others?.total ?? 0),
    moreLabel: `More about ${alert.user.name}`,
    readAt: context?.read === undefined ? '' : iso(context.read.readAt),
    lastSignIns: (context?.read?.signIns ?? []).map(lineOf),
    otherTitles: (others?.cases ?? []).map((one) => ({
      at: iso(one.lastAt),
      text: `${one.headline}: ${one.app.name}`,
    })),
    ...changesFacts(context?.jump),
  };
}
