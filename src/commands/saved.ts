import { defineCommand } from './command.ts';
import { listReply } from './saved/list-reply.ts';

export const saved = defineCommand({
  name: 'saved',
  access: 'reader',
  summary: 'Your saved questions',
  examples: ['saved'],
  args: {},
  run: (call) => listReply(call, 'Your saved questions'),
});
