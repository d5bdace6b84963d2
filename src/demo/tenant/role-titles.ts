import { roleTemplates } from './identities.ts';

const titles: ReadonlyMap<string, string> = new Map([
  [roleTemplates.globalAdministrator, 'Global Administrator'],
  [roleTemplates.globalReader, 'Global Reader'],
  [roleTemplates.securityAdministrator, 'Security Administrator'],
  [roleTemplates.securityOperator, 'Security Operator'],
  [roleTemplates.securityReader, 'Security Reader'],
  [roleTemplates.reportsReader, 'Reports Reader'],
  [roleTemplates.conditionalAccessAdministrator, 'Conditional Access Administrator'],
]);

/** The display name of a role by its template id; undefined for what is no role. */
export function roleTitle(templateId: string): string | undefined {
  return titles.get(templateId);
}
