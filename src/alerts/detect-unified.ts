import { actorOf } from '../domain/activity/actor.ts';
import type { ActivityRecord } from '../domain/activity-record.ts';
import { fitsRule } from '../domain/rule-matcher.ts';
import type { Finding } from '../ports/alert-store.ts';
import type { Detected } from './detect.ts';
import type { ActiveRule, AuditMatch, UnifiedRule } from './rule.ts';

function toFinding(rule: string, record: ActivityRecord, match: AuditMatch, seenAt: Date): Finding {
  const { subject, about, headline, why, nextStep, facts } = match;
  const { id, at, ip } = record;
  const { who } = actorOf(record);
  return {
    rule,
    key: JSON.stringify([rule, subject]),
    attempt: id,
    user: { name: who, ...(who.includes('@') && { userPrincipalName: who }) },
    app: about,
    headline,
    why,
    nextStep,
    facts,
    signIn: { id, at, seenAt, record: 'activity', ip, errorCode: 0 },
  };
}

/** Judges one record of the unified audit log by every rule. `seenAt`: when it was read. */
export function detectUnified(
  record: ActivityRecord,
  rules: readonly ActiveRule<UnifiedRule>[],
  seenAt: Date,
): Detected {
  const found = rules.flatMap(({ rule, match: matcher = {} }) => {
    const match = rule.detect(record);
    return match === undefined
      ? []
      : [{ matcher, finding: toFinding(rule.id, record, match, seenAt) }];
  });
  const findings = found.filter(({ matcher, finding }) => fitsRule(matcher, finding));
  return {
    id: record.id,
    at: record.at,
    outcome: found.length === 0 ? 'other' : 'matched',
    findings: findings.map(({ finding }) => finding),
  };
}
