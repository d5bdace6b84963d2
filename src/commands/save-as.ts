import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { placeOfMemory } from './place-of-memory.ts';
import { problemReply } from './problem-reply.ts';
import { listReply, mine } from './saved/list-reply.ts';

const longestName = 40;
const mostSaved = 30;

export const saveAs = defineCommand({
  name: 'save as',
  access: 'reader',
  summary: 'Keep the last question under a name of yours',
  examples: ['save as morning-check'],
  args: { name: words('named', '<name>', true) },
  async run(call) {
    const { args, deps, request } = call;
    const last = await deps.memory.last(deps.tenantId, placeOfMemory(request));
    if (!last) {
      return problemReply(
        'There is no question in this conversation yet that could be saved. Ask one first.',
        'signins blocked last 24h',
      );
    }
    const name = args.name?.trim();
    if (name === undefined || name.length > longestName) {
      return problemReply(
        `Under which name? Up to ${longestName} letters: “save as morning-check”.`,
        'save as morning-check',
      );
    }
    const others = (await mine(call)).filter(
      (one) => one.name.toLowerCase() !== name.toLowerCase(),
    );
    if (others.length >= mostSaved) {
      return problemReply(`You keep ${mostSaved} questions already: forget one first.`, 'saved');
    }
    const savedAt = deps.clock.now();
    await deps.memory.save(deps.tenantId, request.asker.id, { name, line: last.line, savedAt });
    return listReply(call, `Saved as “${name}”. “run ${name}” asks it anew, up to that moment.`);
  },
});
