import type { AlertWriter, LedgerEntry } from '../ports/alert-store.ts';
import type { Finding } from '../ports/finding.ts';
import type { Observation } from '../ports/observations.ts';
import { findNewCountries } from './find-new-countries.ts';
import {
  type Circumstances,
  type Freshness,
  fileFindings,
  freshness,
  noteRead,
  type SliceRead,
} from './pipeline.ts';
import { refreshCases } from './refresh-cases.ts';
import { ripen } from './ripen.ts';
import {
  type ActiveRule,
  type ActivityRule,
  type Correlation,
  type Episode,
  standingOf,
} from './rule.ts';

export interface ActivityPlace extends Circumstances {
  readonly rules: readonly ActiveRule<ActivityRule>[];
}

const dayMs = 24 * 60 * 60_000;
/** What alerted is known for longer than any source can replay it. */
const filedForMs = 35 * dayMs;
/** What did not is kept for longer than the latest record that a sweep may find beside it. */
const waitingForMs = 8 * dayMs;
/** In any span of a rule's window no more is looked at: it is many by then. */
const mostEvidence = 1_000;

const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms);
const keyOf = ({ finding }: Observation): string => finding.key;

interface Judging {
  readonly active: ActiveRule<ActivityRule>;
  readonly correlation: Correlation;
  readonly numbers: Readonly<Record<string, number>>;
  readonly readAt: Date;
}

/** Which evidence may be judged together with these. */
function aroundOf(rule: string, spanMs: number, some: readonly Observation[]) {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { finding } of some) {
    first = Math.min(first, +finding.signIn.at);
    last = Math.max(last, +finding.signIn.at);
  }
  const [from, to] = [new Date(first - spanMs), new Date(last + spanMs)];
  return { rule, keys: [...new Set(some.map(keyOf))], from, to };
}

/** Without those that say nothing as long as nothing in the role that they need is known around them. */
async function withAnchors(
  writer: AlertWriter,
  { active: { rule }, correlation, numbers }: Omit<Judging, 'readAt'>,
  seen: readonly Observation[],
): Promise<readonly Observation[]> {
  const { anchor } = correlation;
  if (anchor === undefined) return seen;
  const anchored = new Set(seen.filter(({ role }) => role === anchor).map(keyOf));
  const others = seen.filter(({ finding: { key } }) => !anchored.has(key));
  if (others.length === 0) return seen;
  const question = aroundOf(rule.id, correlation.withinMs(numbers), others);
  const known = await writer.keysWith(question, anchor);
  return seen.filter(({ finding: { key } }) => anchored.has(key) || known.has(key));
}

/** What the episodes say of each record; of one in several the latest counts. */
export function wordsById(episodes: readonly Episode[]): Map<string, Episode['match']> {
  return new Map(
    episodes.flatMap(({ ids, match }) => ids.map((id): [string, Episode['match']] => [id, match])),
  );
}

/** A finding with what is said of it together with others. */
export function saidOf(
  finding: Finding,
  match: Episode['match'] | undefined,
  active: ActiveRule,
  { isMany }: Correlation,
): Finding {
  const said = match && { ...match, ...standingOf(active, match) };
  return { ...finding, ...said, ...(isMany && { isGathered: true }) };
}

type Evidence = Parameters<Correlation['judge']>[0];

/** An observation as several are judged together. */
export function evidenceOf({ finding: { signIn }, role = '', who }: Observation): Evidence[number] {
  return { id: signIn.id, at: signIn.at, role, who, ip: signIn.ip };
}

/** What is known with what is new, oldest first. */
function withFresh(known: Evidence, fresh: readonly Observation[]): Evidence {
  const whole = [...known, ...fresh.map(evidenceOf)];
  return whole.sort((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1));
}

/** Judges the keys of what is new, keeps that, and gives what alerts and had not before. */
async function judgeTogether(
  writer: AlertWriter,
  fresh: readonly Observation[],
  { active, correlation, numbers, readAt }: Judging,
): Promise<Finding[]> {
  const { rule } = active;
  if (fresh.length === 0) return [];
  const spanMs = correlation.withinMs(numbers);
  const question = { ...aroundOf(rule.id, spanMs, fresh), spanMs, most: mostEvidence };
  const known = await writer.evidence(question);
  const filedUntil = later(readAt, filedForMs);
  const alerting = new Set<Observation>();
  const findings: Finding[] = [];
  for (const [key, members] of Map.groupBy(fresh, keyOf)) {
    const evidence = withFresh(known.get(key) ?? [], members);
    const words = wordsById(correlation.judge(evidence, numbers));
    for (const one of members) if (words.has(one.finding.signIn.id)) alerting.add(one);
    const own = new Set(members.map(({ finding }) => finding.signIn.id));
    const others = [...words.keys()].filter((id) => !own.has(id));
    const woken = await writer.fileObservations(rule.id, key, others, filedUntil);
    for (const finding of [...woken, ...members.map((one) => one.finding)]) {
      const match = words.get(finding.signIn.id);
      if (match === undefined) continue;
      findings.push(saidOf(finding, match, active, correlation));
    }
  }
  await writer.addObservations([...alerting], { alerts: true, forgetAt: filedUntil });
  await writer.addObservations(
    fresh.filter((one) => !alerting.has(one)),
    { alerts: false, forgetAt: later(readAt, waitingForMs + spanMs) },
  );
  return findings;
}

/** One rule's share of the read: what is evidence, what of it is new, and what alerts by it. */
async function takeIn(
  writer: AlertWriter,
  active: ActiveRule<ActivityRule>,
  observed: readonly Observation[],
  readAt: Date,
) {
  const { rule, numbers = {} } = active;
  const { correlation } = rule;
  const own = observed.filter(({ finding }) => finding.rule === rule.id);
  if (rule.countries !== undefined) {
    const found = await findNewCountries(writer, active, rule.countries, own);
    return { kept: found, findings: found.map(({ finding }) => finding), again: [] };
  }
  if (correlation === undefined) {
    const fresh = await writer.newObservations(own);
    const forgetAt = later(readAt, filedForMs);
    // Where it takes several to begin a case, `ripen` keeps them.
    const alerts = active.begins === undefined ? fresh : [];
    await writer.addObservations(alerts, { alerts: true, forgetAt });
    const added = new Set(fresh);
    const again = own.filter((one) => !added.has(one));
    return { kept: own, findings: fresh.map(({ finding }) => finding), again };
  }
  const judging = { active, correlation, numbers, readAt };
  const kept = await withAnchors(writer, judging, own);
  const fresh = await writer.newObservations(kept);
  return { kept, findings: await judgeTogether(writer, fresh, judging), again: [] };
}

/** Remembers evidence as records that were seen, and gives those that had not been. */
async function remember(
  writer: AlertWriter,
  source: string,
  evidence: readonly Observation[],
  readAt: Date,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const byId = new Map(evidence.map(({ finding: { signIn } }) => [signIn.id, signIn]));
  const known = await writer.knownRecords(source, [...byId.keys()]);
  const fresh = [...byId.values()].filter(({ id }) => !known.has(id));
  await writer.rememberRecords(
    source,
    fresh.map(({ id, at }) => ({ id, at, outcome: 'matched', firstSeenAt: readAt })),
  );
  return fresh;
}

/** Sightings of one read, or of a part of it. */
type Seen = Pick<SliceRead, 'source' | 'readAt' | 'observed'>;

/** Stores what is evidence for a rule, and files what alerts by it. */
export async function storeEvidence(
  writer: AlertWriter,
  { source, readAt, observed = [] }: Seen,
  place: ActivityPlace,
): Promise<Freshness> {
  const kept: Observation[] = [];
  const findings: Finding[] = [];
  const again: Observation[] = [];
  for (const active of place.rules) {
    const share = await takeIn(writer, active, observed, readAt);
    kept.push(...share.kept);
    findings.push(...share.findings);
    again.push(...share.again);
  }
  const seen = again.map(({ finding }) => ({
    id: finding.signIn.id,
    at: finding.signIn.at,
    outcome: 'matched' as const,
    findings: [finding],
  }));
  await refreshCases(writer, seen, place, readAt);
  await fileFindings(writer, await ripen(writer, findings, readAt, place), readAt, place);
  return freshness(await remember(writer, source, kept, readAt), readAt);
}

/**
 * As `storeRead`, for a read of sign-ins of all outcomes: what is evidence for no rule leaves no trace, so that
 * a record that turns into evidence later is new then. What alerted does so once, whatever became of its case.
 * `before`: what parts of the read brought that are stored already.
 */
export async function storeActivity(
  writer: AlertWriter,
  read: SliceRead,
  place: ActivityPlace,
  before: Freshness = { newRows: 0, worstLatenessMs: 0 },
): Promise<LedgerEntry> {
  const fresh = await storeEvidence(writer, read, place);
  return noteRead(writer, read, {
    newRows: before.newRows + fresh.newRows,
    worstLatenessMs: Math.max(before.worstLatenessMs, fresh.worstLatenessMs),
  });
}
