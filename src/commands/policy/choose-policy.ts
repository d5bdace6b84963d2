import type { Policy } from '../../domain/policy.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import type { Reply } from '../request.ts';

interface Choice {
  readonly portal: PortalLinks;
  /** The same question about the policy with this id. */
  readonly ask: (policyId: string) => string;
}

const mostChoices = 10;

/** Which of several policies is meant. */
export function choosePolicy(typed: string, found: readonly Policy[], choice: Choice): Reply {
  const more = found.length - mostChoices;
  return {
    card: 'policy-chooser',
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
