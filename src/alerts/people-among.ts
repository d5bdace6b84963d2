import { isObjectId, namesPerson } from '../domain/person-reference.ts';
import type { Mentions } from './mentions.ts';

/**
 * Object ids of the people among these names, by the name; who is named by her object id is not asked for. Whom the
 * directory does not tell in time is left out.
 */
export async function peopleAmong(
  names: readonly string[],
  mentions: Pick<Mentions, 'ringing'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const people = [...new Set(names)].filter(namesPerson);
  const asked = people.filter((name) => !isObjectId(name));
  const found = asked.length === 0 ? [] : await mentions.ringing(asked, signal);
  return new Map([
    ...people.filter(isObjectId).map((id): [string, string] => [id, id]),
    ...asked.flatMap((name, place): [string, string][] => {
      const { mentionId = '' } = found[place] ?? {};
      return mentionId === '' ? [] : [[name, mentionId]];
    }),
  ]);
}
