import type { Policy } from '../../domain/policy.ts';
import { textsAt } from '../../domain/record.ts';
import type { SignInType } from '../../domain/sign-in.ts';

/** Types of sign-ins that a policy can apply to: those of service principals, or those of people. */
export function typesFor({ raw }: Pick<Policy, 'raw'>): readonly SignInType[] {
  const workloads = textsAt(raw, 'conditions.clientApplications.includeServicePrincipals');
  return workloads.length > 0 ? ['servicePrincipal'] : ['interactiveUser', 'nonInteractiveUser'];
}
