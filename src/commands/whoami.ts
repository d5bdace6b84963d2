import type { Level } from '../domain/access.ts';
import { defineCommand } from './command.ts';

const meanings: Readonly<Record<Level, string>> = {
  none: 'You may not look anything up.',
  reader: 'You may look up sign-ins and policies.',
  operator: 'You may look up, subscribe channels to alerts, and claim, snooze and resolve them.',
  admin: 'You may look up, act on alerts and change settings.',
};

export const whoami = defineCommand({
  name: 'whoami',
  access: 'anyone',
  summary: 'What the bot knows of you, and what you may do',
  examples: ['whoami'],
  args: {},
  async run({ request, deps }) {
    const { asker, level, levelProblem, timeZone } = request;
    return {
      card: 'whoami',
      data: {
        name: asker.name,
        entraId: asker.id,
        tenantId: deps.tenantId,
        level: level === 'none' ? 'no level' : level,
        meaning: meanings[level],
        problem: levelProblem ?? '',
        needed:
          level === 'none' ? `A reader is whoever holds one of: ${deps.holdersOf('reader')}.` : '',
        timeZone,
      },
    };
  },
});
