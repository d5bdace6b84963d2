import { withoutThread } from '../ports/subscriptions.ts';
import { defineCommand } from './command.ts';
import { problemReply } from './problem-reply.ts';

const places = { channel: 'This channel', groupChat: 'This chat' } as const;

export const answersHere = defineCommand({
  name: 'answers here',
  access: 'admin',
  audience: 'everybody',
  summary: 'Everybody in this channel or chat may read what is answered in it',
  examples: ['answers here'],
  args: {},
  async run({ request, deps }) {
    const { conversation, asker } = request;
    if (conversation.kind === 'personal') {
      return problemReply(
        'Here you are alone with me: answers are yours anyway. Say it in the channel or group chat that you mean.',
        'whoami',
      );
    }
    const result = await deps.openChannels.open({
      tenantId: deps.tenantId,
      conversationId: withoutThread(conversation.id),
      openedBy: { id: asker.id, name: asker.name },
      openedAt: deps.clock.now(),
    });
    const place = places[conversation.kind];
    return {
      card: 'notice',
      data: {
        icon: '👥',
        title:
          result === 'new'
            ? `${place} is open: answers are given for all to read.`
            : `${place} is open already.`,
        lines: [
          {
            text: 'Everybody who can read here sees what is found about people, whoever asks and whatever level the reader has. Who may ask stays as it is.',
          },
          { text: '“answers off” ends it: answers then go to whoever asks, alone.' },
        ],
      },
    };
  },
});
