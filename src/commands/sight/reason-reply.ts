import type { ProtectedPerson } from '../../ports/sights.ts';
import { isoOf } from '../iso.ts';
import type { CommandRequest, Reply } from '../request.ts';

/** The line with object ids in place of mentions, which buttons do not carry. */
function withIds(line: string, { mentions }: CommandRequest): string {
  return mentions.reduce((text, mention) => text.replaceAll(mention.text, mention.id), line);
}

/** In place of the answer: asks why. Nothing of what was found is on it. */
export function reasonReply(person: ProtectedPerson, line: string, request: CommandRequest): Reply {
  const sentence = `${person.name} is a protected person: looking at her or him needs a reason.`;
  return {
    card: 'reason',
    data: {
      sentence,
      problem:
        'Your name, hers or his, the time and the reason are told in a channel; what you see is not.',
      needed: `Or type it: “${line} because …”`,
      ask: withIds(line, request),
      page: request.page ?? null,
      until: request.until ? isoOf(request.until) : null,
      tab: request.tab ?? null,
      back: request.back ?? null,
    },
    look: { outcome: 'refused', why: 'a reason is needed', people: [person.key] },
  };
}
