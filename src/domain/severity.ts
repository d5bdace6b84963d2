/** How bad a case is, least first. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export function isWorse(one: Severity, than: Severity): boolean {
  return severities.indexOf(one) > severities.indexOf(than);
}

export function worseOf(one: Severity, other: Severity): Severity {
  return isWorse(other, one) ? other : one;
}
