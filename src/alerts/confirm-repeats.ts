import type { SignIn } from '../domain/sign-in.ts';
import type { AlertStore, Finding } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { SignInLog, SignInQuery } from '../ports/sign-in-log.ts';
import { burstOf, completedAmong } from './burst.ts';
import { group } from './group.ts';
import type { Quieting } from './hold-back.ts';
import { fileFindings } from './pipeline.ts';
import { quietUntilOf } from './quiet-until.ts';
import { routingOf } from './routing.ts';
import { type ActiveRule, gatheringsOf, type Threshold } from './rule.ts';

interface Deps extends Quieting {
  readonly tenantId: string;
  readonly store: AlertStore;
  readonly signIns: SignInLog;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** Each check is one request of the five in ten seconds that people need too; the rest waits for the next poll. */
const checksPerPoll = 10;
const forgottenAfterMs = 24 * 60 * 60_000;

interface Sorted {
  readonly ripe: readonly Finding[][];
  readonly stale: readonly Finding[];
}

/** What happened before then, did not repeat since and has no case is forgotten at `now`. */
export function forgottenBefore(now: Date, { withinMs }: Threshold): Date {
  return new Date(now.getTime() - withinMs - forgottenAfterMs);
}

/** Groups that repeat enough (or add to a case that is open), and findings that never will. */
export function sortOut(
  waiting: readonly Finding[],
  threshold: Threshold,
  open: Pick<ReadonlySet<string>, 'has'>,
  now: Date,
): Sorted {
  const ripe: Finding[][] = [];
  const stale: Finding[] = [];
  const tooOld = forgottenBefore(now, threshold);
  for (const [key, findings] of group(waiting)) {
    const burst = open.has(key) ? findings : burstOf(findings, threshold);
    if (burst.length > 0) ripe.push(burst);
    else stale.push(...findings.filter(({ signIn }) => signIn.at < tooOld));
  }
  return { ripe, stale };
}

/** Asks for what a user got through to since the first of these findings; undefined: nobody knows who it is. */
export function successesSince(findings: readonly Finding[], to: Date): SignInQuery | undefined {
  const first = findings[0];
  if (first?.user.id === undefined) return undefined;
  return {
    window: { from: first.signIn.at, to },
    types: ['interactiveUser', 'nonInteractiveUser'],
    userId: first.user.id,
    outcome: 'succeeded',
  };
}

async function rowsOf(
  { signIns, clock }: Deps,
  findings: readonly Finding[],
  signal: AbortSignal,
): Promise<SignIn[]> {
  const query = successesSince(findings, clock.now());
  if (query === undefined) return [];
  const rows: SignIn[] = [];
  for await (const page of signIns.pages(query, { priority: 'poll', signal })) {
    rows.push(...page.rows);
  }
  return rows;
}

/**
 * Looks at the findings that wait for others like them. A group that repeats enough costs one request:
 * has the user got through meanwhile? If not, the group becomes a case or joins its own; if so, what
 * she got over is forgotten. Nothing waiting: no request. Gives the number of checks.
 */
export async function confirmRepeats(
  deps: Deps,
  active: ActiveRule,
  signal: AbortSignal,
): Promise<number> {
  const { rule, threshold } = active;
  if (threshold === undefined) return 0;
  const { store, tenantId, clock } = deps;
  const waiting = await store.candidates(tenantId, rule.id);
  if (waiting.length === 0) return 0;
  const open = await store.unresolvedKeys(tenantId, [...new Set(waiting.map(({ key }) => key))]);
  const { ripe, stale } = sortOut(waiting, threshold, open, clock.now());
  if (stale.length > 0) await drop(deps, stale);
  const checks = ripe.slice(0, checksPerPoll);
  for (const burst of checks) {
    const completed = completedAmong(burst, await rowsOf(deps, burst, signal));
    await (completed.length === 0 ? file({ ...deps, active }, burst) : drop(deps, completed));
  }
  return checks.length;
}

const idsOf = (findings: readonly Finding[]): string[] => findings.map(({ signIn }) => signIn.id);

function drop({ store, tenantId }: Deps, findings: readonly Finding[]): Promise<void> {
  return store.write(tenantId, (writer) => writer.dropCandidates(idsOf(findings)));
}

function file(
  { active, ...deps }: Deps & { readonly active: ActiveRule },
  burst: readonly Finding[],
): Promise<void> {
  const circumstances = {
    ...deps,
    gathered: gatheringsOf([active]),
    quietUntil: quietUntilOf([active]),
    routingOf: routingOf([active]),
  };
  return deps.store.write(deps.tenantId, async (writer) => {
    await fileFindings(writer, burst, deps.clock.now(), circumstances);
    await writer.dropCandidates(idsOf(burst));
  });
}
