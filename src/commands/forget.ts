import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { listReply, mine, unknownName } from './saved/list-reply.ts';

export const forget = defineCommand({
  name: 'forget',
  access: 'reader',
  summary: 'Drop a saved question of yours',
  examples: ['forget morning-check'],
  args: { name: words('named', '<name>', true) },
  async run(call) {
    const { args, deps, request } = call;
    if (args.name === undefined) return listReply(call, 'Which of your saved questions?');
    const gone = await deps.memory.forget(deps.tenantId, request.asker.id, args.name);
    if (gone) return listReply(call, `“${args.name}” is forgotten.`);
    const names = (await mine(call)).map(({ name }) => name);
    return unknownName(args.name, names);
  },
});
