import { toDirectoryAudit } from '../../domain/read-directory-audit.ts';
import type { JsonRecord } from '../../domain/record.ts';
import { toSignIn } from '../../domain/sign-in.ts';
import type { Finding } from '../../ports/alert-store.ts';
import { detect } from '../detect.ts';
import { detectAudit } from '../detect-audit.ts';
import type { ActiveRule, Rule } from '../rule.ts';
import { sampleRecords } from './sample-records.ts';

/** How long ago the latest record of a sample happened: logs are some minutes late. */
const agoMs = 4 * 60_000;
/** From one record of a sample to the next. */
const apartMs = 60_000;

/** Ids that no log has. */
const stamped = (record: JsonRecord, at: Date, n: number): JsonRecord => ({
  ...record,
  id: `sample-${n}`,
  correlationId: `sample-${n}`,
  createdDateTime: at.toISOString(),
  activityDateTime: at.toISOString(),
});

/** One record judged by that rule alone, whomever its settings leave out: nobody in a sample is anybody of theirs. */
function judged(
  rule: Rule,
  settings: ActiveRule,
  record: JsonRecord,
  now: Date,
): readonly Finding[] {
  const active = { ...settings, match: undefined };
  switch (rule.source) {
    case 'sign-ins': {
      const signIn = toSignIn(record);
      return signIn === undefined ? [] : detect(signIn, [{ ...active, rule }], now).findings;
    }
    case 'directory-audits': {
      const audit = toDirectoryAudit(record);
      return audit === undefined ? [] : detectAudit(audit, [{ ...active, rule }], now).findings;
    }
    default:
      throw new Error(`no sample for ${JSON.stringify(rule satisfies never)}`);
  }
}

/** What the rule finds in its sample: as many records as it waits for before it alerts. */
export function sampleFindings(active: ActiveRule, now: Date): Finding[] {
  const record = sampleRecords[active.rule.id];
  if (record === undefined) return [];
  const count = active.threshold?.times ?? 1;
  const stepMs = Math.min(apartMs, (active.threshold?.withinMs ?? apartMs) / count);
  return Array.from({ length: count }, (_, n) => {
    const at = new Date(now.getTime() - agoMs - (count - 1 - n) * stepMs);
    return judged(active.rule, active, stamped(record, at, n + 1), now);
  }).flat();
}
