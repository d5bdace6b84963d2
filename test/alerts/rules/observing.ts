import { detectActivity } from '../../../src/alerts/detect-activity.ts';
import type { ActivityRule, Episode } from '../../../src/alerts/rule.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import type { Finding } from '../../../src/ports/finding.ts';
import { minutesAfter, noon, signIn } from '../../builders.ts';

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

/** What a rule that judges several records together says of these, by the case they belong to. */
export function episodesIn(
  rule: ActivityRule,
  records: readonly JsonRecord[],
  numbers: Readonly<Record<string, number>> = {},
): Map<string, readonly Episode[]> {
  const usual = Object.entries(rule.numbers).map(([name, { usual }]) => [name, usual]);
  const settled = { ...Object.fromEntries(usual), ...numbers };
  const seen = records.flatMap((record) =>
    detectActivity(signIn(record), [{ rule, numbers: settled }], noon),
  );
  const found = new Map<string, readonly Episode[]>();
  for (const [key, members] of Map.groupBy(seen, ({ finding }) => finding.key)) {
    const evidence = members
      .map(({ finding: { signIn }, role = '', who }) => ({ ...signIn, role, who }))
      .sort((a, b) => +a.at - +b.at);
    const episodes = rule.correlation?.judge(evidence, settled) ?? [];
    if (episodes.length > 0) found.set(key, episodes);
  }
  return found;
}

/** The one thing that the rule says of these records. */
export function episodeIn(...given: Parameters<typeof episodesIn>): Episode | undefined {
  const all = [...episodesIn(...given).values()].flat();
  if (all.length > 1) throw new Error(`${all.length} episodes`);
  return all[0];
}

/** A sign-in that failed with a wrong password. */
export const wrong = (id: string, minute: number, more: JsonRecord = {}): JsonRecord => ({
  id,
  createdDateTime: minutesAfter(noon, minute).toISOString(),
  deviceDetail: {},
  ...status(50126, 'Error validating credentials due to invalid username or password.'),
  ...more,
});

/** `count` wrong passwords, a minute apart. */
export const wrongs = (count: number, more: JsonRecord = {}, from = 0): JsonRecord[] =>
  Array.from({ length: count }, (_, at) => wrong(`wrong-${from + at}`, from + at, more));
