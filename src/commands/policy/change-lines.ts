import type { DirectoryAudit } from '../../domain/directory-audit.ts';

const said = (value: unknown) =>
  value === undefined || value === null
    ? 'nothing'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/** “Property: old → new”, for what was done to this policy. */
export function changeLines({ targets }: DirectoryAudit, policyId: string): string[] {
  return targets
    .filter(({ id }) => id === policyId)
    .flatMap(({ changes }) => changes)
    .map(({ property, before, after }) => `• ${property}: ${said(before)} → ${said(after)}`);
}
