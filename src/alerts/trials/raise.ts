import type { Finding } from '../../ports/finding.ts';
import { forgottenBefore, sortOut } from '../confirm-repeats.ts';
import type { ActiveRule, Threshold } from '../rule.ts';
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

/** The findings that wait for others like them, by key, each list oldest first. */
function createWaitingList() {
  const byKey = new Map<string, readonly Finding[]>();
  const of = (key: string): readonly Finding[] => byKey.get(key) ?? [];
  return {
    of,
    add(finding: Finding): void {
      byKey.set(finding.key, [...of(finding.key), finding]);
    },
    /** Takes these out, which have one key. */
    drop(findings: readonly Finding[]): void {
      const [first] = findings;
      if (first === undefined) return;
      const gone = new Set(findings);
      const left = of(first.key).filter((finding) => !gone.has(finding));
      byKey.set(first.key, left);
    },
    count: () => [...byKey.values()].reduce((sum, members) => sum + members.length, 0),
  };
}

/** Files findings that have to repeat, as `confirmRepeats` does after each poll. */
async function raiseRepeated(
  book: CaseBook,
  findings: readonly Finding[],
  threshold: Threshold,
  look: LookForCompletion,
): Promise<Unraised> {
  const waiting = createWaitingList();
  let [completed, unchecked, forgotten] = [0, 0, 0];

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

  /** What else waits belongs to the case once there is one: the next poll adds it. */
  async function addTheRest(key: string, now: Date): Promise<void> {
    const rest = waiting.of(key);
    if (rest.length > 0 && book.openKeys().has(key)) {
      await settle(rest, new Date(now.getTime() + stepMs));
    }
  }

  function forget(key: string, now: Date): void {
    const before = forgottenBefore(now, threshold);
    const old = waiting.of(key).filter(({ signIn }) => signIn.at < before);
    waiting.drop(old);
    forgotten += old.length;
  }

  for (const { members, now } of steps(findings)) {
    for (const [key, fresh] of Map.groupBy(members, (finding) => finding.key)) {
      forget(key, now);
      for (const finding of fresh) waiting.add(finding);
      const since = Math.min(...fresh.map(time)) - threshold.withinMs;
      const near = waiting.of(key).filter((finding) => time(finding) >= since);
      const { ripe } = sortOut(near, threshold, book.openKeys(), now);
      for (const burst of ripe) await settle(burst, now);
      await addTheRest(key, now);
    }
  }
  return { waiting: waiting.count() + forgotten, completed, unchecked };
}

/** Files the findings of one rule step by step, as the polls of that time would have. */
export async function raise(
  book: CaseBook,
  findings: readonly Finding[],
  { threshold }: Pick<ActiveRule, 'threshold'>,
  look: LookForCompletion,
): Promise<Unraised> {
  if (threshold !== undefined) return raiseRepeated(book, findings, threshold, look);
  for (const { members, now } of steps(findings)) await book.file(members, now);
  return { waiting: book.waiting(), completed: 0, unchecked: 0 };
}
