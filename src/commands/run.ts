import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { listReply, mine, unknownName } from './saved/list-reply.ts';

export const run = defineCommand({
  name: 'run',
  access: 'reader',
  summary: 'Ask a saved question again, up to now',
  examples: ['run morning-check'],
  args: { name: words('named', '<name>', true) },
  async run(call) {
    const { args, answer } = call;
    if (args.name === undefined) return listReply(call, 'Which of your saved questions?');
    const wanted = args.name.toLowerCase();
    const questions = await mine(call);
    const found = questions.find(({ name }) => name.toLowerCase() === wanted);
    if (found) return answer(found.line);
    return unknownName(
      args.name,
      questions.map(({ name }) => name),
    );
  },
});
