import { LRUCache } from 'lru-cache';
import { foldAttempts } from '../../domain/attempt.ts';
import type { NameOf, Policy } from '../../domain/policy.ts';
import type { SignIn } from '../../domain/sign-in.ts';
import { decidingPolicy, judge, type Verdict } from '../../domain/verdict.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory } from '../../ports/directory.ts';
import type { Policies } from '../../ports/policies.ts';
import type { SignInLog } from '../../ports/sign-in-log.ts';
import { namesIn, readPolicies } from '../policy-names.ts';

const attemptSpanMs = 15 * 60_000;
const rememberedMs = 5 * 60_000;
const mostRemembered = 200;

/** One sign-in with everything its card tells besides the record. */
export interface SignInDetail {
  readonly signIn: SignIn;
  /** What became of the attempt it belongs to. */
  readonly verdict: Verdict;
  readonly policies: readonly Policy[];
  readonly nameOf: NameOf;
  /** What could not be looked up, as a sentence; '' when all could. */
  readonly problem: string;
}

/** `again`: another look at what was just shown (a tab), which may be a few minutes old. */
export type ReadDetail = (
  id: string,
  again: boolean,
  signal: AbortSignal,
) => Promise<SignInDetail | undefined>;

interface Parts {
  readonly signIns: SignInLog;
  readonly directory: Directory;
  readonly policies: Policies;
  readonly clock: Clock;
}

/** A prompt that was met seconds later is told so: the rows of its attempt are read for it. */
async function verdictOf(row: SignIn, signIns: SignInLog, signal: AbortSignal): Promise<Verdict> {
  const alone = judge(row);
  if (alone.outcome !== 'interrupted' || row.correlationId === undefined) return alone;
  const window = {
    from: new Date(row.at.getTime() - attemptSpanMs),
    to: new Date(row.at.getTime() + attemptSpanMs),
  };
  const { types, userId, correlationId } = row;
  const rows: SignIn[] = [row];
  const query = { window, types, userId, correlationId };
  for await (const page of signIns.pages(query, { priority: 'person', signal })) {
    rows.push(...page.rows.filter((other) => other.id !== row.id));
    if (rows.length > 100) break;
  }
  const whole = foldAttempts(rows).find((attempt) => attempt.rows.some(({ id }) => id === row.id));
  return whole?.verdict ?? alone;
}

/** Reads one sign-in for its card; turning its tabs asks Graph nothing for five minutes. */
export function createDetailReader({ signIns, directory, policies, clock }: Parts): ReadDetail {
  const details = new LRUCache<string, SignInDetail>({
    max: mostRemembered,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });

  async function read(id: string, signal: AbortSignal): Promise<SignInDetail | undefined> {
    const signIn = await signIns.find(id, { priority: 'person', signal });
    if (!signIn) return undefined;
    const applied = decidingPolicy(signIn);
    const known = applied ? await readPolicies(policies, signal) : { policies: [], problem: '' };
    const deciding = known.policies.filter((policy) => policy.id === applied?.id);
    const [nameOf, verdict] = await Promise.all([
      namesIn(deciding, { directory, policies }, signal),
      verdictOf(signIn, signIns, signal),
    ]);
    return { signIn, verdict, nameOf, ...known };
  }

  return async (id, again, signal) => {
    const before = again ? details.get(id) : undefined;
    if (before) return before;
    const detail = await read(id, signal);
    if (detail) details.set(id, detail);
    return detail;
  };
}
