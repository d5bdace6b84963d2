import { withoutThread } from '../ports/subscriptions.ts';
import { defineCommand } from './command.ts';

export const answersOff = defineCommand({
  name: 'answers off',
  access: 'admin',
  audience: 'everybody',
  summary: 'What is asked in this channel or chat is answered to the asker alone',
  examples: ['answers off'],
  args: {},
  async run({ request, deps }) {
    const { id } = request.conversation;
    const had = await deps.openChannels.close(deps.tenantId, withoutThread(id));
    return {
      card: 'notice',
      data: {
        icon: '🔒',
        title: had
          ? 'Answers go to whoever asks, alone, from now on.'
          : 'Answers go to whoever asks, alone, as before.',
        lines: [
          {
            text: 'What was answered before stays where it is. “answers here” opens this place again.',
          },
        ],
      },
    };
  },
});
