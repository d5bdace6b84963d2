import { withoutThread } from '../ports/subscriptions.ts';
import { defineCommand } from './command.ts';

export const alertsOff = defineCommand({
  name: 'alerts off',
  access: 'operator',
  audience: 'everybody',
  summary: 'This channel or chat receives no more alerts',
  examples: ['alerts off'],
  args: {},
  async run({ request, deps }) {
    const had = await deps.subscriptions.unsubscribe(
      deps.tenantId,
      withoutThread(request.conversation.id),
    );
    return {
      card: 'notice',
      data: {
        icon: '🔕',
        title: had ? 'No more alerts here.' : 'No alerts came here anyway.',
        lines: [
          {
            text: 'Cases are still kept: “alerts” lists the open ones. “alerts here” starts again.',
          },
        ],
      },
    };
  },
});
