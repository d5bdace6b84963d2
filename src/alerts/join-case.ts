import { type Case, type CaseRouting, type CaseSignIn, several, stateAt } from '../domain/case.ts';
import { absorb } from '../domain/case-transitions.ts';
import { emptySpread } from '../domain/spread.ts';
import type { Finding } from '../ports/finding.ts';
import { closeQuiet } from './bot-steps.ts';

/** A case after a read, and the sign-ins that the read adds to it. */
export interface CaseChange {
  readonly case: Case;
  readonly adds: readonly CaseSignIn[];
}

interface Circumstances {
  readonly tenantId: string;
  readonly now: Date;
  readonly newId: () => string;
  /** Where new cases of a rule are told. */
  readonly routingOf?: ((rule: string) => CaseRouting | undefined) | undefined;
}

/** A case that was quiet for longer takes no more. */
export const quietMs = 24 * 60 * 60_000;

/** A snooze says "not now", so a snoozed case takes what comes however long it was quiet. */
function takes(unresolved: Case, finding: Finding, now: Date): boolean {
  if (stateAt(unresolved, now) === 'snoozed') return true;
  return finding.signIn.at.getTime() - unresolved.lastAt.getTime() <= quietMs;
}

/** Of a case that holds many people, whoever they are. */
const many = { user: { name: 'Many people' }, app: several.app, spread: emptySpread };

function openCase(finding: Finding, { tenantId, newId, routingOf }: Circumstances): Case {
  const { rule, key, user, policy, app, headline, why, nextStep, facts, signIn } = finding;
  const { severity = 'medium', verdict = 'Stopped' } = finding;
  return {
    id: newId(),
    tenantId,
    rule,
    key,
    state: 'open',
    severity,
    verdict,
    routing: routingOf?.(rule),
    user,
    policy,
    app,
    headline,
    why,
    nextStep,
    facts,
    count: 1,
    firstAt: signIn.at,
    lastAt: signIn.at,
    latest: signIn,
    history: [],
    ...(finding.isGathered && many),
  };
}

function grow(unresolved: Case, finding: Finding): Case {
  const grown = absorb(unresolved, [finding]);
  return grown.ok ? grown.case : unresolved;
}

/**
 * Findings of one key, oldest first, into the unresolved case of that key or new ones. Changes come
 * in the order in which they are to be stored: a case is closed before its successor opens.
 */
export function joinCases(
  unresolved: Case | undefined,
  findings: readonly Finding[],
  circumstances: Circumstances,
): CaseChange[] {
  const changes: CaseChange[] = [];
  let current = unresolved;
  let adds: CaseSignIn[] = [];
  for (const finding of findings) {
    if (current !== undefined && !takes(current, finding, circumstances.now)) {
      changes.push({ case: closeQuiet(current, circumstances.now), adds });
      current = undefined;
      adds = [];
    }
    current = current === undefined ? openCase(finding, circumstances) : grow(current, finding);
    adds.push(finding.signIn);
  }
  if (current !== undefined) changes.push({ case: current, adds });
  return changes;
}
