import type { AlertWriter } from '../ports/alert-store.ts';
import type { BreakGlass } from '../ports/break-glass.ts';
import type { Finding } from '../ports/finding.ts';
import type { Evidence, Observation } from '../ports/observations.ts';
import type { Crowding } from './crowds.ts';
import { policyKey, whoOf } from './gather.ts';
import { ripeAmong } from './ripe-among.ts';
import type { Gathering, Threshold } from './rule.ts';

/** What the stage asks of the store. */
export type Shelf = Pick<
  AlertWriter,
  'unresolvedCases' | 'evidence' | 'addObservations' | 'fileObservations'
>;

export interface Ripening {
  /** How many findings begin a case, of rules that take more than one; absent: none does. */
  readonly begins?: ReadonlyMap<string, Threshold> | undefined;
  readonly gathered: ReadonlyMap<string, Gathering>;
  readonly breakGlass?: Pick<BreakGlass, 'refusal'> | undefined;
}

const dayMs = 24 * 60 * 60_000;
/** What alerted counts for longer than any source can replay what happened beside it. */
const filedForMs = 35 * dayMs;
/** What did not waits for longer than the latest record that a sweep may find beside it. */
const waitingForMs = 8 * dayMs;
/** In any span of a threshold no more is looked at than this, or than it takes. */
const mostEvidence = 1_000;

/** One way in which a finding counts: under which key, and what is enough there. */
interface Count {
  readonly key: string;
  readonly crowding: Crowding;
}

/** What is settled for one rule in one read. */
interface Settled extends Pick<Ripening, 'breakGlass'> {
  readonly rule: string;
  readonly threshold: Threshold;
  readonly gathering: Gathering | undefined;
  readonly readAt: Date;
}

const isOfEmergency = ({ user }: Finding, { breakGlass }: Pick<Ripening, 'breakGlass'>): boolean =>
  breakGlass?.refusal(user) !== undefined;

/** For itself, and among the people whom its policy strikes: when they are many, nobody waits. */
function countsOf(finding: Finding, settled: Settled): Count[] {
  const { threshold, gathering } = settled;
  const { times, withinMs } = threshold;
  const own = {
    key: finding.key,
    crowding: { least: times, withinMs, of: ({ id }: Evidence) => id },
  };
  const isOfPolicy = finding.policy !== undefined && !finding.isGathered;
  if (gathering === undefined || !isOfPolicy || isOfEmergency(finding, settled)) return [own];
  const { people, withinMs: peopleWithinMs } = gathering;
  const crowding = { least: people, withinMs: peopleWithinMs, of: ({ who }: Evidence) => who };
  return [own, { key: policyKey(finding), crowding }];
}

function toEvidence({ signIn, user }: Finding): Evidence {
  return { id: signIn.id, at: signIn.at, role: '', who: whoOf(user), ip: signIn.ip };
}

interface Group {
  readonly crowding: Crowding;
  readonly fresh: Evidence[];
}

function groupsOf(fresh: readonly Finding[], settled: Settled): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const finding of fresh) {
    for (const { key, crowding } of countsOf(finding, settled)) {
      const group = groups.get(key) ?? { crowding, fresh: [] };
      group.fresh.push(toEvidence(finding));
      groups.set(key, group);
    }
  }
  return groups;
}

/** All that is known around these and since. */
function knownAround(
  shelf: Shelf,
  fresh: readonly Finding[],
  keys: readonly string[],
  { rule, threshold, gathering, readAt }: Settled,
): Promise<Map<string, Evidence[]>> {
  const spanMs = Math.max(threshold.withinMs, gathering?.withinMs ?? 0);
  const first = fresh.reduce((least, { signIn }) => Math.min(least, +signIn.at), +readAt);
  const most = Math.max(mostEvidence, (gathering?.people ?? 1) * threshold.times);
  const [from, to] = [new Date(first - spanMs), new Date(+readAt + dayMs)];
  return shelf.evidence({ rule, keys, from, to, spanMs, most });
}

/** Ids of what alerts now, by the key under which it does. */
async function ripeOf(
  shelf: Shelf,
  fresh: readonly Finding[],
  settled: Settled,
): Promise<Map<string, Set<string>>> {
  const groups = groupsOf(fresh, settled);
  const keys = [...groups.keys()];
  const open = await shelf.unresolvedCases(keys);
  const known = await knownAround(shelf, fresh, keys, settled);
  const ripe = new Map<string, Set<string>>();
  for (const [key, { crowding, fresh: own }] of groups) {
    const whole = [...(known.get(key) ?? []), ...own];
    whole.sort((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1));
    ripe.set(key, ripeAmong(whole, { crowding, open: open.get(key), now: settled.readAt }));
  }
  return ripe;
}

/** Takes what waited off the shelf, under all keys where it counts, and gives it once. */
async function wake(
  shelf: Shelf,
  ripe: ReadonlyMap<string, ReadonlySet<string>>,
  settled: Settled,
): Promise<Finding[]> {
  const filedUntil = new Date(+settled.readAt + filedForMs);
  const woken = new Map<string, Finding>();
  for (const [key, ids] of ripe) {
    const found = await shelf.fileObservations(settled.rule, key, [...ids], filedUntil);
    for (const finding of found) woken.set(finding.signIn.id, finding);
  }
  const elsewhere = [...woken.values()].flatMap((finding) =>
    countsOf(finding, settled).map(({ key }) => ({ key, id: finding.signIn.id })),
  );
  for (const [key, members] of Map.groupBy(elsewhere, (one) => one.key)) {
    const ids = members.map(({ id }) => id);
    await shelf.fileObservations(settled.rule, key, ids, filedUntil);
  }
  return [...woken.values()];
}

function rowsOf(findings: readonly Finding[], settled: Settled): Observation[] {
  return findings.flatMap((finding) =>
    countsOf(finding, settled).map(({ key }) => ({
      finding,
      role: undefined,
      who: whoOf(finding.user),
      countsUnder: key,
    })),
  );
}

async function ripenRule(
  shelf: Shelf,
  fresh: readonly Finding[],
  settled: Settled,
): Promise<Finding[]> {
  const { readAt, threshold } = settled;
  const ripe = await ripeOf(shelf, fresh, settled);
  const isRipe = (finding: Finding) =>
    isOfEmergency(finding, settled) ||
    countsOf(finding, settled).some(({ key }) => ripe.get(key)?.has(finding.signIn.id));
  const [ready, waiting] = [true, false].map((wanted) =>
    fresh.filter((one) => isRipe(one) === wanted),
  );
  const woken = await wake(shelf, ripe, settled);
  const later = (ms: number): Date => new Date(+readAt + ms);
  await shelf.addObservations(rowsOf(ready ?? [], settled), {
    alerts: true,
    forgetAt: later(filedForMs),
  });
  await shelf.addObservations(rowsOf(waiting ?? [], settled), {
    alerts: false,
    forgetAt: later(waitingForMs + threshold.withinMs),
  });
  return [...woken, ...(ready ?? [])];
}

/**
 * Of findings that are new, those that begin or join a case, with those that had waited for them; the others wait
 * (`observations`) until so many of their key lie as close together as their rule asks. Those of emergency accounts
 * never wait, and neither do those of a policy that strikes many people.
 */
export async function ripen(
  shelf: Shelf,
  findings: readonly Finding[],
  readAt: Date,
  { begins = new Map(), gathered, breakGlass }: Ripening,
): Promise<Finding[]> {
  const ready: Finding[] = [];
  for (const [rule, fresh] of Map.groupBy(findings, (finding) => finding.rule)) {
    const threshold = begins.get(rule);
    const settled = { rule, gathering: gathered.get(rule), breakGlass, readAt };
    ready.push(
      ...(threshold === undefined
        ? fresh
        : await ripenRule(shelf, fresh, { ...settled, threshold })),
    );
  }
  return ready;
}
