import { detectActivity } from '../../../src/alerts/detect-activity.ts';
import type { ActivityRule } from '../../../src/alerts/rule.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import type { Finding } from '../../../src/ports/alert-store.ts';
import { noon, signIn } from '../../builders.ts';

interface Circumstances {
  /** UPNs in BREAK_GLASS. */
  readonly emergency?: readonly string[];
  readonly numbers?: Readonly<Record<string, number>>;
}

/** What a rule that needs no other record finds in one. */
export function findingOf(
  rule: ActivityRule,
  record: JsonRecord,
  { emergency = [], numbers }: Circumstances = {},
): Finding | undefined {
  const usual = Object.entries(rule.numbers).map(([name, { usual }]) => [name, usual]);
  const active = { rule, numbers: { ...Object.fromEntries(usual), ...numbers } };
  const isEmergency = ({ userPrincipalName = '' }) => emergency.includes(userPrincipalName);
  return detectActivity(signIn(record), [active], noon, isEmergency)[0]?.finding;
}

/** A status as Graph has it. */
export const status = (errorCode: number, failureReason = 'as recorded'): JsonRecord => ({
  status: { errorCode, failureReason, additionalDetails: null },
});
