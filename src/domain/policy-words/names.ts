import type { NameOf } from '../policy.ts';
import { roleName } from '../role-templates.ts';
import { listed } from '../sentence.ts';

/** Literal values that stand where ids stand; lower case. */
const literals: ReadonlyMap<string, string> = new Map([
  ['all', 'all'],
  ['none', 'none'],
  ['guestsorexternalusers', 'guests and external users'],
  ['office365', 'Office 365'],
  ['microsoftadminportals', 'Microsoft admin portals'],
  ['alltrusted', 'all trusted locations'],
  ['00000000-0000-0000-0000-000000000000', 'MFA trusted IPs'],
  ['serviceprincipalsinmytenant', 'all service principals of this tenant'],
  ['urn:user:registersecurityinfo', 'registering security info'],
  ['urn:user:registerdevice', 'registering or joining a device'],
]);

/** The name people know for an id in a policy, else the id. */
export function nameFor(id: string, nameOf: NameOf): string {
  return literals.get(id.toLowerCase()) ?? nameOf(id) ?? roleName(id) ?? id;
}

/** “Groups: Finance and Sales”; nothing for an empty list. */
export function line(label: string, ids: readonly string[], nameOf: NameOf): string[] {
  if (ids.length === 0) return [];
  return [
    `${label}: ${listed(
      ids.map((id) => nameFor(id, nameOf)),
      'and',
      12,
    )}`,
  ];
}

/** True when a list of ids holds a literal such as All or None, in any case. */
export function holds(ids: readonly string[], literal: string): boolean {
  return ids.some((id) => id.toLowerCase() === literal.toLowerCase());
}
