import { oneOf } from './argument.ts';
import { defineCommand } from './command.ts';

const args = { day: oneOf(['today', 'yesterday'], 'today | yesterday') };

export const digest = defineCommand({
  name: 'digest',
  access: 'reader',
  summary: 'A day in one card: who was stopped, the week before beside it, what is still open',
  examples: ['digest', 'digest yesterday'],
  args,
  async run({ args: { day = 'today' }, request, deps }) {
    const data = await deps.drawDigest(day, request.timeZone);
    return { card: 'digest', data, asked: day === 'today' ? 'digest' : `digest ${day}` };
  },
});
