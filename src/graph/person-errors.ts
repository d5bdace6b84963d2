import { needs } from '../domain/needed-permissions.ts';
import { AppError } from '../errors.ts';
import type { GraphRefusal, GraphResource } from './errors.ts';

/** Roles of Entra that Microsoft lets read what (learn.microsoft.com/graph/api, "Permissions" of each call). */
const roles: Partial<Record<GraphResource, string>> = {
  'sign-ins': 'Reports Reader, Security Reader, Security Operator, Global Reader',
  'directory-audits': 'Reports Reader, Security Reader, Security Operator, Global Reader',
  policies: 'Security Reader, Global Reader, Conditional Access Administrator',
  'named-locations': 'Security Reader, Global Reader, Conditional Access Administrator',
  risk: 'Security Reader, Security Operator, Global Reader',
  'sign-in-counts': 'Reports Reader, Security Reader, Global Reader',
};

/** What a refusal means to somebody who asks with her own rights; undefined where it means what it means to the bot. */
export function explainToPerson(
  refusal: GraphRefusal,
  resource: GraphResource,
): AppError | undefined {
  if (refusal.status === 401) {
    return new AppError('not-allowed', 'Microsoft asks you to sign in again.', {
      hint: 'Your session has ended, or a conditional access policy asks for more: type “sign out” in your own chat with this bot, then ask again.',
      cause: refusal,
    });
  }
  if (refusal.status !== 403 || /NonPremiumTenant/.test(refusal.code)) return undefined;
  const [permission] = needs[resource].anyOf;
  const role = roles[resource];
  const byRole = role ? `your account needs one of the roles ${role}, active now; and ` : '';
  const hint = `You ask with your own rights: ${byRole}the bot’s OAuth connection needs the delegated permission ${permission}, with consent.`;
  const sentence = `Microsoft does not show you ${needs[resource].reads}.`;
  return new AppError('permission-missing', sentence, { hint, cause: refusal });
}
