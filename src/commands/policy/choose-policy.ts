import type { Policy } from '../../domain/policy.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import type { Preview, Reply } from '../request.ts';

interface Choice {
  readonly portal: PortalLinks;
  /** The same question about the policy with this id. */
  readonly ask: (policyId: string) => string;
}

const mostChoices = 10;

const stateWords: Readonly<Record<string, string>> = {
  enabled: 'on',
  enabledForReportingButNotEnforced: 'report-only',
  disabled: 'off',
};

/** A policy as a line to choose by. */
export function policyPreview({ name, state }: Policy, ask: string): Preview {
  return { title: name, text: `Conditional access policy, ${stateWords[state] ?? state}`, ask };
}

/** Which of several policies is meant. */
export function choosePolicy(typed: string, found: readonly Policy[], choice: Choice): Reply {
  const more = found.length - mostChoices;
  return {
    card: 'policy-chooser',
    choices: found.map((policy) => policyPreview(policy, choice.ask(policy.id))),
    data: {
      title: `Which policy with “${typed}” do you mean?`,
      policies: found
        .slice(0, mostChoices)
        .map(({ id, name }) => ({ nameLabel: name, ask: choice.ask(id) })),
      more: more > 0 ? `… and ${more} more: type more of the name.` : '',
      portalUrl: choice.portal.policies(),
    },
  };
}
