import type { CaseRouting } from '../domain/case.ts';
import type { AlertWriter, LedgerEntry, SeenOutcome } from '../ports/alert-store.ts';
import type { Finding } from '../ports/finding.ts';
import type { Observation } from '../ports/observations.ts';
import { announce } from './announce.ts';
import { shrink } from './bot-steps.ts';
import { dedupe } from './dedupe.ts';
import type { Detected } from './detect.ts';
import { gather } from './gather.ts';
import { group } from './group.ts';
import { holdBack, type Quieting } from './hold-back.ts';
import { joinCases } from './join-case.ts';
import { refreshCases } from './refresh-cases.ts';
import { ripen } from './ripen.ts';
import type { Gathering, Threshold } from './rule.ts';
import { type Growth, tellGrowth } from './tell-growth.ts';

/** One read of a source, judged and not yet stored. */
export interface SliceRead {
  readonly source: string;
  readonly from: Date;
  readonly to: Date;
  readonly readAt: Date;
  readonly pages: number;
  readonly rows: number;
  readonly detected: readonly Detected[];
  /** What the rules over all sign-ins saw; absent: the source has none. */
  readonly observed?: readonly Observation[];
  /** When the sweep began that the read belongs to. */
  readonly sweepAt?: Date | undefined;
}

export interface Circumstances extends Quieting {
  readonly tenantId: string;
  readonly newId: () => string;
  /** Ids of the rules that look at the source. */
  readonly ruleIds: readonly string[];
  /** Rules whose findings wait for others like them. */
  readonly waiting: ReadonlySet<string>;
  /** Rules whose findings become one case of the policy when they are many. */
  readonly gathered: ReadonlyMap<string, Gathering>;
  /** How many findings begin a case, of rules that take more than one. */
  readonly begins?: ReadonlyMap<string, Threshold>;
  /** Where new cases of a rule are told. */
  readonly routingOf?: ((rule: string) => CaseRouting | undefined) | undefined;
}

/** So many cases of a rule tell of a new burst after one read: more at once are one matter, and their cards say it. */
const mostFlares = 10;

/** Puts findings into their cases and asks for the cards. A finding that a case holds already changes nothing. */
export async function fileFindings(
  writer: AlertWriter,
  findings: readonly Finding[],
  now: Date,
  { tenantId, newId, gathered, routingOf, ...quieting }: Omit<Circumstances, 'waiting' | 'ruleIds'>,
): Promise<void> {
  const own = await writer.unresolvedCases([...new Set(findings.map(({ key }) => key))]);
  const circumstances = { gathered, breakGlass: quieting.breakGlass };
  const opening = { tenantId, now, newId, routingOf };
  const groups = group(await gather(writer, findings, own, circumstances));
  const others = [...groups.keys()].filter((key) => !own.has(key));
  const unresolved = new Map([...own, ...(await writer.unresolvedCases(others))]);
  const flares = new Map<string, number>();
  for (const [key, members] of groups) {
    for (const change of joinCases(unresolved.get(key), members, opening)) {
      const count = await writer.addSignIns(change.case, change.adds);
      const added = new Set(change.adds.map(({ id }) => id));
      const grownBy = members.filter(({ signIn }) => added.has(signIn.id));
      const grown = { ...change.case, count };
      const { alert, isHeld } = await holdBack(writer, grown, grownBy, now, quieting);
      const before = unresolved.get(key);
      const growth: Growth = {
        before: before?.id === alert.id ? before : undefined,
        alert,
        adds: change.adds,
        how: isHeld ? 'held' : 'grown',
        mayFlare: (flares.get(alert.rule) ?? 0) < mostFlares,
      };
      if (await tellGrowth(writer, growth, now, quieting.quietUntil)) {
        flares.set(alert.rule, (flares.get(alert.rule) ?? 0) + 1);
      }
    }
  }
}

/** What was a prompt and is a block now leaves the prompts' waiting list and their case. */
async function withdraw(
  writer: AlertWriter,
  raised: readonly Detected[],
  ruleIds: readonly string[],
  now: Date,
): Promise<void> {
  const ids = raised.map(({ id }) => id);
  await writer.dropCandidates(ids);
  for (const caseId of await writer.withdrawSignIns(ids, ruleIds)) {
    const alert = await writer.findCase(caseId);
    if (alert === undefined) continue;
    const shrunk = shrink(alert, await writer.signInsOf(caseId), now);
    await writer.saveCase(shrunk);
    await announce(writer, shrunk, now, { updateOnly: true });
  }
}

/** What a read brought that was not known. */
export type Freshness = Pick<LedgerEntry, 'newRows' | 'worstLatenessMs'>;

/** Of records, as they were when they were read. */
export function freshness(fresh: readonly { readonly at: Date }[], readAt: Date): Freshness {
  const latenessMs = ({ at }: { readonly at: Date }) => readAt.getTime() - at.getTime();
  const worstLatenessMs = fresh.reduce((worst, one) => Math.max(worst, latenessMs(one)), 0);
  return { newRows: fresh.length, worstLatenessMs };
}

/** The proof of a read. */
export async function noteRead(
  writer: AlertWriter,
  { source, from, to, readAt, pages, rows, sweepAt }: SliceRead,
  fresh: Freshness,
): Promise<LedgerEntry> {
  const entry: LedgerEntry = {
    source,
    from,
    to,
    readAt,
    pages,
    rows,
    ...fresh,
    sweepAt,
  };
  await writer.appendLedger(entry);
  return entry;
}

/**
 * Stores one read in the caller's transaction: records, cases, requests for cards and the ledger
 * move together, so that a crash repeats the read and the known ids drop the repeats.
 */
export async function storeRead(
  writer: AlertWriter,
  read: SliceRead,
  circumstances: Circumstances,
): Promise<LedgerEntry> {
  const { source, readAt } = read;
  const ids = [...new Set(read.detected.map(({ id }) => id))];
  const known: Map<string, SeenOutcome> = await writer.knownRecords(source, ids);
  const { fresh, raised, again } = dedupe(read.detected, known);
  await refreshCases(writer, again, circumstances, readAt);
  const news = [...fresh, ...raised];
  await writer.rememberRecords(
    source,
    news.map(({ id, outcome, at }) => ({ id, outcome, at, firstSeenAt: readAt })),
  );
  await withdraw(writer, raised, circumstances.ruleIds, readAt);
  const findings = news.flatMap((record) => record.findings);
  const [waiting, ready] = [true, false].map((waits) =>
    findings.filter(({ rule }) => circumstances.waiting.has(rule) === waits),
  );
  await writer.addCandidates(waiting ?? []);
  const ripe = await ripen(writer, ready ?? [], readAt, circumstances);
  await fileFindings(writer, ripe, readAt, circumstances);
  return noteRead(writer, read, freshness(fresh, readAt));
}
