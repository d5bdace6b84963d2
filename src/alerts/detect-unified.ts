import { actorOf } from '../domain/activity/actor.ts';
import type { ActivityRecord } from '../domain/activity-record.ts';
import { fitsRule } from '../domain/rule-matcher.ts';
import type { Finding } from '../ports/finding.ts';
import type { Detected } from './detect.ts';
import { type ActiveRule, type AuditMatch, standingOf, type UnifiedRule } from './rule.ts';

function toFinding(
  active: ActiveRule<UnifiedRule>,
  record: ActivityRecord,
  match: AuditMatch,
  seenAt: Date,
): Finding {
  const { id: rule } = active.rule;
  const { subject, about, headline, why, nextStep, facts } = match;
  const { id, at, ip } = record;
  const { who } = actorOf(record);
  return {
    rule,
    key: JSON.stringify([rule, subject]),
    ...standingOf(active, match),
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
  const found = rules.flatMap((active) => {
    const { rule, match: matcher = {} } = active;
    const match = rule.detect(record);
    return match === undefined
      ? []
      : [{ matcher, finding: toFinding(active, record, match, seenAt) }];
  });
  const findings = found.filter(({ matcher, finding }) => fitsRule(matcher, finding));
  return {
    id: record.id,
    at: record.at,
    outcome: found.length === 0 ? 'other' : 'matched',
    findings: findings.map(({ finding }) => finding),
  };
}
