import { type AlertDetail, targetIn } from '../ports/notifier.ts';
import { withoutThread } from '../ports/subscriptions.ts';
import { oneOf } from './argument.ts';
import { defineCommand } from './command.ts';

const places = {
  channel: 'This channel',
  groupChat: 'This chat',
  personal: 'This chat with you alone',
} as const;

/** How much the cards say there. */
const detailWords = {
  full: 'Cards say all that is known of a case. “alerts here brief” leaves addresses, places, devices, risk and evidence to those who open it.',
  brief:
    'In brief: cards name rule, verdict, severity, user, app and count; their buttons open the rest for whoever presses. “alerts here full” shows all.',
} as const;

/** What was found before is not posted now: it shows here when it happens again. */
function openAlready(total: number): { text: string }[] {
  if (total === 0) return [];
  const cases = total === 1 ? 'One case is' : `${total} cases are`;
  return [{ text: `${cases} open already: each shows here when it happens again.` }];
}

export const alertsHere = defineCommand({
  name: 'alerts here',
  access: 'operator',
  audience: 'everybody',
  summary: 'This channel or chat receives alerts from now on',
  examples: ['alerts here', 'alerts here brief'],
  args: { detail: oneOf<AlertDetail>(['brief', 'full'], 'brief | full') },
  async run({ args, request, deps }) {
    const { conversation, asker } = request;
    const name = await deps.conversationNames.nameOf(conversation);
    const conversationId = withoutThread(conversation.id);
    const result = await deps.subscriptions.subscribe({
      target: {
        ...targetIn({ ...conversation, id: conversationId, tenantId: deps.tenantId }),
        ...(args.detail && { detail: args.detail }),
      },
      name,
      createdBy: { id: asker.id, name: asker.name },
      createdAt: deps.clock.now(),
    });
    const subscribed = await deps.subscriptions.list(deps.tenantId);
    const own = subscribed.find(({ target }) => target.conversationId === conversationId);
    const { total } = await deps.cases.open(deps.tenantId, 1);
    const place = places[conversation.kind];
    const here = name ? `in “${name}”` : 'here';
    return {
      card: 'notice',
      data: {
        icon: '🔔',
        title:
          result === 'new' ? `${place} receives alerts now.` : `${place} receives alerts already.`,
        lines: [
          {
            text: `You will see one card ${here} for each user, policy and app that conditional access blocks, growing in place, and prompts that a user fails again and again.`,
          },
          {
            text: 'Sign-ins reach Graph minutes after they happen. “alerts off” ends it, “alerts” lists open cases.',
          },
          { text: detailWords[own?.target.detail ?? 'full'] },
          ...openAlready(total),
          { text: `In the rules file its name is: ${name ?? conversationId}` },
        ],
      },
    };
  },
});
