import type { Finding } from '../ports/finding.ts';

/** Findings by the case they belong to, each list oldest first. */
export function group(findings: readonly Finding[]): Map<string, Finding[]> {
  const oldestFirst = findings.toSorted(
    (one, other) =>
      one.signIn.at.getTime() - other.signIn.at.getTime() ||
      (one.signIn.id < other.signIn.id ? -1 : 1),
  );
  return Map.groupBy(oldestFirst, ({ key }) => key);
}
