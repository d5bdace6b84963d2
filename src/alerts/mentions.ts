import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';

/** Somebody whom a card names. */
export interface Mentioned {
  readonly name: string;
  /** Her object id; '' where she is named and not rung up. */
  readonly mentionId: string;
}

/** People whom the rules file wants to be mentioned, by user principal name or object id. */
export interface Mentions {
  /** For a message that rings. Whom the directory does not tell in time stands there as the file has it. Never rejects. */
  ringing(people: readonly string[], signal: AbortSignal): Promise<readonly Mentioned[]>;
  /** For one that does not: names as far as they are known. */
  quiet(people: readonly string[]): readonly Mentioned[];
  /** Those whom the directory said lately that it does not know. */
  nobodies(people: readonly string[]): readonly string[];
}

interface Parts {
  readonly directory: Pick<Directory, 'person'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Fires when a message has waited long enough. */
  readonly limit: () => AbortSignal;
}

const knownForMs = 60 * 60_000;
/** Whoever was not found, or could not be asked for, is not asked for at each card of a storm. */
const unknownForMs = 60_000;

/** Teams reads a mention as it stands in the card: nothing that a card would escape or read as Markdown may be in it. */
function plainName(name: string): string {
  return name
    .replace(/[^\p{L}\p{M}\p{N} .,'’()@-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Answer {
  readonly person: Mentioned | undefined;
  /** The directory answered that there is none. */
  readonly isNobody: boolean;
  readonly at: Date;
}

export function createMentions({ directory, clock, log, limit }: Parts): Mentions {
  const answers = new Map<string, Answer>();

  function kept(id: string): Answer | undefined {
    const answer = answers.get(id);
    const heldMs = answer?.person === undefined ? unknownForMs : knownForMs;
    const ageMs = answer && Math.abs(clock.now().getTime() - answer.at.getTime());
    return ageMs !== undefined && ageMs < heldMs ? answer : undefined;
  }

  async function ask(id: string, signal: AbortSignal): Promise<Omit<Answer, 'at'>> {
    try {
      const found = await directory.person(id, AbortSignal.any([signal, limit()]));
      if (found === undefined) log.warn({ id }, 'mention names somebody whom nobody knows');
      const person = found && { name: plainName(found.name) || found.id, mentionId: found.id };
      return { person, isNobody: found === undefined };
    } catch (err) {
      log.warn({ err, id }, 'somebody to be mentioned could not be looked up');
      return { person: undefined, isNobody: false };
    }
  }

  async function one(id: string, signal: AbortSignal): Promise<Mentioned> {
    const answer = kept(id) ?? { ...(await ask(id, signal)), at: clock.now() };
    answers.set(id, answer);
    return answer.person ?? { name: id, mentionId: '' };
  }

  return {
    ringing: (people, signal) => Promise.all(people.map((id) => one(id, signal))),
    quiet: (people) =>
      people.map((id) => ({ name: answers.get(id)?.person?.name ?? id, mentionId: '' })),
    nobodies: (people) => people.filter((id) => answers.get(id)?.isNobody),
  };
}
