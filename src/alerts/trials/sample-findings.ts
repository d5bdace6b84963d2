import { toDirectoryAudit } from '../../domain/read-directory-audit.ts';
import type { JsonRecord } from '../../domain/record.ts';
import { toSignIn } from '../../domain/sign-in.ts';
import type { Finding } from '../../ports/alert-store.ts';
import { type Detected, detect } from '../detect.ts';
import { detectActivity } from '../detect-activity.ts';
import { detectAudit } from '../detect-audit.ts';
import type { SliceRead } from '../pipeline.ts';
import type { ActiveRule } from '../rule.ts';
import { findingsOf } from './findings-of.ts';
import { sampleRecords } from './sample-records.ts';

/** How long ago the latest record of a sample happened: logs are some minutes late. */
const agoMs = 4 * 60_000;
/** From one record of a sample to the next, at most. */
const apartMs = 60_000;

/** Ids that no log has. */
const stamped = (record: JsonRecord, at: Date, n: number): JsonRecord => ({
  ...record,
  id: `sample-${n}`,
  correlationId: `sample-${n}`,
  createdDateTime: at.toISOString(),
  activityDateTime: at.toISOString(),
});

/** All that a rule looks at together lies within this. */
function spanOf({ threshold, numbers = {} }: ActiveRule): number | undefined {
  const minutes = numbers.withinMinutes;
  return threshold?.withinMs ?? (minutes === undefined ? undefined : minutes * 60_000);
}

/** One record judged by that rule alone, as its source would. */
function judged(
  { rule, ...settings }: ActiveRule,
  record: JsonRecord,
  now: Date,
): Pick<SliceRead, 'detected' | 'observed'> {
  const none: readonly Detected[] = [];
  if (rule.source === 'directory-audits') {
    const audit = toDirectoryAudit(record);
    return { detected: audit ? [detectAudit(audit, [{ ...settings, rule }], now)] : none };
  }
  const signIn = toSignIn(record);
  if (signIn === undefined) return { detected: none };
  return rule.source === 'sign-ins'
    ? { detected: [detect(signIn, [{ ...settings, rule }], now)] }
    : {
        detected: none,
        observed: detectActivity(signIn, [{ ...settings, rule }], now, () => true),
      };
}

/**
 * What the rule finds in its sample by its own numbers. Whom its settings leave out does not matter: nobody in a
 * sample is anybody of theirs.
 */
export function sampleFindings(set: ActiveRule, now: Date): Finding[] {
  const active = { ...set, match: undefined };
  const records = sampleRecords[active.rule.id]?.(active.numbers ?? {}) ?? [];
  const stepMs = Math.min(apartMs, (spanOf(active) ?? apartMs) / Math.max(1, records.length));
  const to = new Date(now.getTime() - agoMs);
  const reads = records.map((record, n) => {
    const at = new Date(to.getTime() - (records.length - 1 - n) * stepMs);
    return judged(active, stamped(record, at, n + 1), now);
  });
  const read: SliceRead = {
    source: active.rule.source,
    from: to,
    to,
    readAt: now,
    pages: 1,
    rows: records.length,
    detected: reads.flatMap(({ detected }) => detected),
    observed: reads.flatMap(({ observed = [] }) => observed),
  };
  return findingsOf(read, active);
}
