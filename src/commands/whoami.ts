import type { Level } from '../domain/access.ts';
import { withoutThread } from '../ports/subscriptions.ts';
import { type Call, defineCommand } from './command.ts';
import type { CommandDeps } from './deps.ts';
import { orProblem, type Part } from './or-problem.ts';
import type { CommandRequest } from './request.ts';
import { timeWords } from './snooze/time-words.ts';

/** Who reads what is answered in this channel or group chat; '' where there is nobody else. */
async function audienceHere({ request, deps }: Call<Record<never, never>>): Promise<string> {
  const { conversation, timeZone } = request;
  if (conversation.kind === 'personal') return '';
  const open = await deps.openChannels.find(deps.tenantId, withoutThread(conversation.id));
  if (open === undefined) return 'Answers here go to whoever asks, alone.';
  const since = timeWords(open.openedAt, timeZone);
  return `Answers here are read by all: ${open.openedBy.name} opened this place ${since}.`;
}

const meanings: Readonly<Record<Level, string>> = {
  none: 'You may not look anything up.',
  reader: 'You may look up sign-ins and policies.',
  operator: 'You may look up, subscribe channels to alerts, and claim, snooze and resolve them.',
  admin: 'You may look up, act on alerts and change settings.',
};

type Facts = readonly { readonly title: string; readonly value: string }[];

/** What gives the level, whom she may look up, and what her role leaves out. */
async function sightFacts(
  level: Level,
  { asker, signal }: CommandRequest,
  { sights }: CommandDeps,
): Promise<Part<Facts>> {
  if (level === 'none' || sights === undefined) return [[], ''];
  const read = async (): Promise<Facts> => {
    const { by, scope, policiesWithheld, isGuest } = await sights.describe(asker.id, signal);
    return [
      { title: 'Level by', value: by.join(', ') },
      { title: 'You see', value: scope ? `people of ${scope}` : 'everybody' },
      { title: 'Policies', value: policiesWithheld ?? 'shown' },
      { title: 'Account', value: isGuest ? 'guest' : 'member' },
    ];
  };
  return orProblem(read(), []);
}

export const whoami = defineCommand({
  name: 'whoami',
  access: 'anyone',
  summary: 'What the bot knows of you, and what you may do',
  examples: ['whoami'],
  args: {},
  async run(call) {
    const { request, deps } = call;
    const { asker, level, levelProblem, timeZone } = request;
    const [seen, problem] = await sightFacts(level, request, deps);
    return {
      card: 'whoami',
      data: {
        name: asker.name,
        entraId: asker.id,
        tenantId: deps.tenantId,
        level: level === 'none' ? 'no level' : level,
        meaning: meanings[level],
        problem: levelProblem ?? problem,
        needed:
          level === 'none' ? `A reader is whoever holds one of: ${deps.holdersOf('reader')}.` : '',
        timeZone,
        seen,
        audience: await audienceHere(call),
      },
    };
  },
});
