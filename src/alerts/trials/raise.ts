import type { Finding } from '../../ports/alert-store.ts';
import { sortOut } from '../confirm-repeats.ts';
import type { ActiveRule } from '../rule.ts';
import type { CaseBook } from './case-book.ts';

/**
 * Looks whether a user got over a group of findings, as far as was known at `now`: those that she did.
 * Undefined: nobody looked.
 */
export type LookForCompletion = (
  burst: readonly Finding[],
  now: Date,
) => Promise<readonly Finding[] | undefined>;

/** What became of findings that are no case. */
export interface Unraised {
  /** Did not repeat often enough. */
  readonly waiting: number;
  readonly completed: number;
  /** Groups that became a case without a look at whether they were completed. */
  readonly unchecked: number;
}

/** Each record is judged as if it had come within this time, by itself or with others of the same step. */
const stepMs = 60_000;

const time = ({ signIn }: Finding): number => signIn.at.getTime();

/** Steps of time with what happened in each, oldest first; `now` is a step's end. */
function* steps(findings: readonly Finding[]) {
  const oldestFirst = findings.toSorted((one, other) => time(one) - time(other));
  const byStep = Map.groupBy(oldestFirst, (finding) => Math.floor(time(finding) / stepMs));
  for (const [step, members] of byStep) yield { members, now: new Date((step + 1) * stepMs) };
}

/** The findings that wait for others like them, by key. */
class Waiting {
  readonly #byKey = new Map<string, readonly Finding[]>();

  /** Takes these in and gives all that wait with them. */
  add(findings: readonly Finding[]): Finding[] {
    for (const finding of findings) {
      this.#byKey.set(finding.key, [...(this.#byKey.get(finding.key) ?? []), finding]);
    }
    return [...new Set(findings.map(({ key }) => key))].flatMap(
      (key) => this.#byKey.get(key) ?? [],
    );
  }

  drop(findings: readonly Finding[]): void {
    const gone = new Set(findings);
    for (const key of new Set(findings.map((finding) => finding.key))) {
      const left = (this.#byKey.get(key) ?? []).filter((finding) => !gone.has(finding));
      this.#byKey.set(key, left);
    }
  }

  count(): number {
    return [...this.#byKey.values()].reduce((sum, members) => sum + members.length, 0);
  }
}

/** Files the findings of one rule step by step, as the polls of that time would have. */
export async function raise(
  book: CaseBook,
  findings: readonly Finding[],
  { threshold }: Pick<ActiveRule, 'threshold'>,
  look: LookForCompletion,
): Promise<Unraised> {
  if (threshold === undefined) {
    for (const { members, now } of steps(findings)) await book.file(members, now);
    return { waiting: 0, completed: 0, unchecked: 0 };
  }
  const waiting = new Waiting();
  let [completed, unchecked, stale] = [0, 0, 0];

  async function settle(burst: readonly Finding[], now: Date): Promise<void> {
    const over = await look(burst, now);
    if (over !== undefined && over.length > 0) {
      waiting.drop(over);
      completed += over.length;
      return;
    }
    if (over === undefined) unchecked += 1;
    await book.file(burst, now);
    waiting.drop(burst);
  }

  for (const { members, now } of steps(findings)) {
    const sorted = sortOut(waiting.add(members), threshold, book.openKeys(), now);
    waiting.drop(sorted.stale);
    stale += sorted.stale.length;
    for (const burst of sorted.ripe) await settle(burst, now);
  }
  return { waiting: waiting.count() + stale, completed, unchecked };
}
