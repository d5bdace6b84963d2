import type { Policy } from '../../domain/policy.ts';
import { parseRange, type TimeWindow } from '../../domain/time-window.ts';
import type { CommandDeps } from '../deps.ts';
import { wholeSecond } from '../iso.ts';
import type { CommandRequest, Reply } from '../request.ts';
import { choosePolicy } from './choose-policy.ts';

/** Those that the words are the id or whole name of, else those whose names hold the words. */
export function matchingPolicies(policies: readonly Policy[], typed: string): Policy[] {
  const wanted = typed.trim().toLowerCase();
  const exact = policies.filter(
    ({ id, name }) => id.toLowerCase() === wanted || name.trim().toLowerCase() === wanted,
  );
  return exact.length > 0
    ? exact
    : policies.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** A name may hold “from” or “last”: then the words of the range belong to it. */
export function nameAndRange(
  policies: readonly Policy[],
  name: string,
  rangeWords: string | undefined,
): { readonly found: Policy[]; readonly typed: string; readonly rangeWords?: string } {
  if (rangeWords !== undefined) {
    const whole = `${name} ${rangeWords}`;
    const found = matchingPolicies(policies, whole);
    if (found.length > 0) return { found, typed: whole };
  }
  return { found: matchingPolicies(policies, name), typed: name, rangeWords };
}

/** One policy with the range that is asked about, or the answer to give instead. */
export type FoundPolicy =
  | {
      readonly policy: Policy;
      readonly window: TimeWindow;
      readonly rangeLabel: string;
      /** As typed; absent: the usual range. */
      readonly rangeWords?: string;
      readonly until: Date;
    }
  | { readonly problem: string }
  /** No policy of today has this name or id. */
  | { readonly gone: string }
  | { readonly reply: Reply };

interface Typed {
  readonly name: string;
  readonly within?: string;
}

/** Reads `<name> <range>` for the commands about one policy. */
export async function findPolicy(
  { name, within }: Typed,
  how: { readonly command: 'policy' | 'would-block'; readonly usualRange: string },
  { request, deps }: { readonly request: CommandRequest; readonly deps: CommandDeps },
): Promise<FoundPolicy> {
  const all = await deps.policies.all(request.signal);
  const { found, typed, rangeWords } = nameAndRange(all, name, within);
  const now = deps.clock.now();
  const until = wholeSecond(request.until && request.until < now ? request.until : now);
  const parsed = parseRange(rangeWords ?? how.usualRange, until, request.timeZone);
  if ('problem' in parsed) return parsed;
  const [policy] = found;
  if (policy && found.length === 1) {
    return { policy, window: parsed.window, rangeLabel: parsed.label, rangeWords, until };
  }
  if (!policy) return { gone: typed };
  const suffix = rangeWords ? ` ${rangeWords}` : '';
  const reply = choosePolicy(typed, found, {
    portal: deps.portal,
    ask: (id) => `${how.command} ${id}${suffix}`,
  });
  return { reply };
}
