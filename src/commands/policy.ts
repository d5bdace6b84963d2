import type { Policy } from '../domain/policy.ts';
import { describePolicy } from '../domain/policy-words.ts';
import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { isoOf } from './iso.ts';
import { namesIn } from './policy-names.ts';
import { problemReply } from './problem-reply.ts';
import { backAction } from './request.ts';

const mostLines = 12;

function matching(policies: readonly Policy[], typed: string): Policy[] {
  const wanted = typed.trim().toLowerCase();
  const exact = policies.filter(
    ({ id, name }) => id.toLowerCase() === wanted || name.trim().toLowerCase() === wanted,
  );
  return exact.length > 0
    ? exact
    : policies.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** Names of Microsoft's own policies tell; a template id does not. */
function changesOf({ createdAt, modifiedAt }: Policy) {
  return {
    createdAt: createdAt ? isoOf(createdAt) : '',
    modifiedAt: modifiedAt ? isoOf(modifiedAt) : '',
  };
}

function section(title: string, lines: readonly string[]) {
  const left = lines.length - mostLines;
  const shown = lines.slice(0, mostLines).map((text) => ({ text: `• ${text}` }));
  return {
    title,
    lines: left > 0 ? [...shown, { text: `… and ${left} more` }] : shown,
  };
}

export const policy = defineCommand({
  name: 'policy',
  access: 'reader',
  summary: 'What a conditional access policy demands, and of whom',
  examples: ['policy block legacy'],
  args: { name: words('named', '<name or id>', true) },
  async run({ args, request, deps }) {
    if (args.name === undefined) {
      return problemReply('Which policy? Add its name or a part of it.', 'policy block legacy');
    }
    const found = matching(await deps.policies.all(request.signal), args.name);
    const [only] = found;
    if (!only || found.length > 1) {
      return {
        card: 'policies',
        data: {
          title: only
            ? `Which policy with “${args.name}” do you mean?`
            : `No policy is called “${args.name}” today. It may have been deleted or renamed since; sign-ins keep its old name.`,
          policies: found
            .slice(0, 10)
            .map(({ id, name }) => ({ nameLabel: name, ask: `policy ${id}` })),
          portalUrl: deps.portal.policies(),
        },
      };
    }
    const nameOf = await namesIn([only], deps, request.signal);
    const said = describePolicy(only, nameOf);
    return {
      card: 'policy',
      data: {
        name: only.name,
        state: said.state,
        sections: [
          section('Applies to', said.who),
          section('When using', said.what),
          section('Under these conditions', said.conditions),
          section('Demands', said.grant),
          section('Session', said.session),
        ].filter(({ lines }) => lines.length > 0),
        ...changesOf(only),
        backAction: backAction(request.back),
        portalUrl: deps.portal.policy(only.id),
      },
    };
  },
});
