import type { SearchJob } from '../../domain/search-job.ts';
import type { Detected } from '../detect.ts';
import type { ActiveRule, UnifiedRule } from '../rule.ts';
import { remedyFacts, wholeLog } from '../rules/auditing-off.ts';

/** What the log says of itself where it is off: the service refuses every search so. */
export const disabledCode = 'auditing-off';

/**
 * The tenant's answer to a search that its unified audit log is off, as a finding of that rule: one a day, of the same
 * case as the command that switched it off.
 */
export function auditingDisabled(
  { endedAt, createdAt }: SearchJob,
  active: ActiveRule<UnifiedRule>,
): Detected {
  const { id: rule } = active.rule;
  const at = endedAt ?? createdAt;
  const id = `AuditingDisabledTenant ${at.toISOString().slice(0, 10)}`;
  return {
    id,
    at,
    outcome: 'matched',
    findings: [
      {
        rule,
        key: JSON.stringify([rule, wholeLog.subject]),
        attempt: id,
        severity: active.severity ?? 'critical',
        verdict: 'Changed',
        user: { name: 'This tenant' },
        app: { name: wholeLog.about },
        headline: 'the unified audit log is off',
        why: 'Microsoft refused to search the unified audit log: auditing is off in this tenant (AuditingDisabledTenant). Who switched it off stands in the log itself, if at all: in what came before.',
        nextStep:
          'Switch it on again in Exchange Online PowerShell with the line below (role Audit Logs or Organization Management): it takes up to 60 minutes. What happens meanwhile is in no log. Ask whoever holds these roles who did it.',
        facts: remedyFacts(wholeLog),
        signIn: { id, at, seenAt: at, record: 'activity', errorCode: 0 },
      },
    ],
  };
}
