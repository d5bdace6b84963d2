import { defineCommand } from './command.ts';
import { snoozesReply } from './snooze/list-reply.ts';

export const snoozes = defineCommand({
  name: 'snoozes',
  access: 'reader',
  summary: 'What is snoozed: by whom, why, until when, and how much it held back',
  examples: ['snoozes'],
  args: {},
  run: (call) => snoozesReply(call),
});
