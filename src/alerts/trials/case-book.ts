import type { Case, CaseRouting, CaseSignIn } from '../../domain/case.ts';
import type { BreakGlass } from '../../ports/break-glass.ts';
import type { Finding } from '../../ports/finding.ts';
import { type CaseLookup, gather, whoOf } from '../gather.ts';
import { group } from '../group.ts';
import { joinCases } from '../join-case.ts';
import { ripen } from '../ripen.ts';
import type { Gathering, Threshold } from '../rule.ts';
import { createShelf } from './shelf.ts';
import { spreadOf } from './spread-of.ts';

/** A case with the sign-ins it holds, oldest first. */
export interface HeldCase {
  readonly alert: Case;
  readonly signIns: readonly CaseSignIn[];
}

/** Cases in memory, filed by the stages of the watch. */
export interface CaseBook {
  /** Puts findings into their cases, as the poll of that moment would. */
  file(findings: readonly Finding[], now: Date): Promise<void>;
  /** Keys that an unresolved case holds, as of now and later. */
  openKeys(): Pick<ReadonlySet<string>, 'has'>;
  /** How many findings wait for others like them. */
  waiting(): number;
  /** Every case there was, in the order in which they began. */
  all(): HeldCase[];
}

interface Circumstances {
  readonly tenantId: string;
  readonly gathered: ReadonlyMap<string, Gathering>;
  /** How many findings begin a case, of rules that take more than one. */
  readonly begins?: ReadonlyMap<string, Threshold>;
  readonly breakGlass: Pick<BreakGlass, 'refusal'>;
  /** Absent: cases go where all go. */
  readonly routingOf?: (rule: string) => CaseRouting | undefined;
}

interface Kept {
  readonly alert: Case;
  /** By id. */
  readonly signIns: Map<string, CaseSignIn>;
}

/** What a case of many people holds is counted at the end. */
function toHeld({ alert, signIns }: Kept): HeldCase {
  const held = [...signIns.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
  const isWide = alert.spread !== undefined;
  return { alert: isWide ? { ...alert, spread: spreadOf(held) } : alert, signIns: held };
}

export function createCaseBook(circumstances: Circumstances): CaseBook {
  const { tenantId, gathered, begins, breakGlass, routingOf } = circumstances;
  const shelf = createShelf();
  const cases = new Map<string, Kept>();
  const open = new Map<string, string>();
  let begun = 0;
  const newId = () => {
    begun += 1;
    return `replayed-${begun}`;
  };

  const openCase = (key: string): Case | undefined => cases.get(open.get(key) ?? '')?.alert;
  const lookup: CaseLookup = {
    async unresolvedCases(keys) {
      const found = keys.map((key) => openCase(key)).filter((one) => one !== undefined);
      return new Map(found.map((one) => [one.key, one]));
    },
    async latelyStruck(rule, policyId, since, most) {
      return [...open.keys()]
        .map(openCase)
        .filter((one) => one !== undefined)
        .filter(
          (one) =>
            one.rule === rule &&
            one.policy?.id === policyId &&
            one.lastAt >= since &&
            one.spread === undefined,
        )
        .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
        .slice(0, most)
        .map(({ user, lastAt }) => ({ who: whoOf(user), at: lastAt }));
    },
  };

  function keep(alert: Case, adds: readonly CaseSignIn[]): void {
    const signIns = cases.get(alert.id)?.signIns ?? new Map<string, CaseSignIn>();
    for (const one of adds) signIns.set(one.id, one);
    cases.set(alert.id, { alert: { ...alert, count: signIns.size }, signIns });
    if (alert.state === 'resolved') open.delete(alert.key);
    else open.set(alert.key, alert.id);
  }

  return {
    async file(findings, now) {
      const ripening = { begins, gathered, breakGlass };
      const ripe = await ripen({ ...lookup, ...shelf }, findings, now, ripening);
      const own = await lookup.unresolvedCases(ripe.map(({ key }) => key));
      const moved = await gather(lookup, ripe, own, { gathered, breakGlass });
      for (const [key, members] of group(moved)) {
        for (const change of joinCases(openCase(key), members, {
          tenantId,
          now,
          newId,
          routingOf,
        })) {
          keep(change.case, change.adds);
        }
      }
    },
    openKeys: () => open,
    waiting: shelf.waiting,
    all: () => [...cases.values()].map(toHeld),
  };
}
