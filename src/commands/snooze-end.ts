import { isFarReaching } from '../domain/silence.ts';
import { matcherWords } from '../domain/silence-words.ts';
import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { confirmReply } from './confirm.ts';
import { confirmed } from './snooze/arguments.ts';
import { snoozesReply } from './snooze/list-reply.ts';

export const snoozeEnd = defineCommand({
  name: 'snooze end',
  access: 'operator',
  summary: 'End a snooze before its time: the button on “snoozes” says it for you',
  examples: ['snooze end'],
  args: { id: words('id', '<id>', true), confirmed: confirmed() },
  async run(call) {
    const { args, deps, request } = call;
    if (args.id === undefined) return snoozesReply(call, { title: 'Which snooze shall end?' });
    const found = (await deps.silencing.current()).find(({ id }) => id === args.id);
    if (found === undefined) return snoozesReply(call, { title: 'That snooze is over already.' });
    const what = matcherWords(found.matcher);
    if (!args.confirmed) {
      const held = found.heldBack === 1 ? 'one finding' : `${found.heldBack} findings`;
      return confirmReply({
        title: `End the snooze of ${isFarReaching(found.matcher) ? 'all of ' : ''}${what}?`,
        lines: [
          {
            text: `It has held back ${held} so far, because ${found.reason} (${found.owner.name}).`,
          },
          { text: 'Cases that are still going on are posted at once.' },
        ],
        confirm: { label: 'End it', ask: `snooze end ${found.id} confirmed` },
      });
    }
    const { asker } = request;
    const ended = await deps.silencing.end(found.id, { id: asker.id, name: asker.name });
    return snoozesReply(
      call,
      ended
        ? { icon: '🔔', title: `No longer snoozed: ${what}.` }
        : { title: 'That snooze is over already.' },
    );
  },
});
