import type { Person } from '../../src/domain/person.ts';
import { roleName } from '../../src/domain/role-templates.ts';
import { AppError } from '../../src/errors.ts';
import type { Directory } from '../../src/ports/directory.ts';

/** A directory in memory that keeps which of its questions were asked. */
export interface FakeDirectory extends Directory {
  readonly asked: string[];
  /** When set, every question fails with it. */
  fails?: AppError;
}

interface Parts {
  readonly people: readonly Person[];
  /** Ids of roles and groups, by the person who holds them. */
  readonly held?: Readonly<Record<string, readonly string[]>>;
  readonly names?: ReadonlyMap<string, string>;
}

const lower = (text: string) => text.toLowerCase();
const wordsIn = (text: string) =>
  lower(text)
    .split(/[\s@.]+/)
    .filter((word) => word !== '');

function pairsOf(text: string): string[] {
  const letters = [...lower(text).replace(/[^\p{L}]/gu, '')];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

function likeness(name: string, words: string): number {
  const pairs = pairsOf(name);
  return pairsOf(words).filter((pair) => pairs.includes(pair)).length;
}

export function createFakeDirectory({
  people,
  held = {},
  names = new Map(),
}: Parts): FakeDirectory {
  const asked: string[] = [];
  const fake: FakeDirectory = {
    asked,
    async person(idOrUpn) {
      ask(`person ${idOrUpn}`);
      return people.find(
        ({ id, userPrincipalName }) =>
          lower(id) === lower(idOrUpn) || lower(userPrincipalName) === lower(idOrUpn),
      );
    },
    async search(words, limit) {
      ask(`search ${words}`);
      const wanted = wordsIn(words);
      return people
        .filter((person) => {
          const own = wordsIn(`${person.name} ${person.userPrincipalName}`);
          return wanted.every((word) => own.some((one) => one.startsWith(word)));
        })
        .slice(0, limit);
    },
    async nearest(words, limit) {
      ask(`nearest ${words}`);
      return people
        .map((person) => ({ person, like: likeness(person.name, words) }))
        .filter(({ like }) => like > 0)
        .sort((a, b) => b.like - a.like)
        .slice(0, limit)
        .map(({ person }) => person);
    },
    async heldBy(userId, ids) {
      ask(`heldBy ${userId}`);
      if (!people.some(({ id }) => id === userId)) {
        throw new AppError('not-found', 'The directory knows no such person.');
      }
      return new Set(ids.filter((id) => held[userId]?.includes(id)));
    },
    async names(ids) {
      ask('names');
      return new Map(
        ids.flatMap((id) => {
          const name =
            people.find((person) => person.id === id)?.name ?? names.get(id) ?? roleName(id);
          return name === undefined ? [] : [[id, name] as const];
        }),
      );
    },
  };

  function ask(question: string): void {
    asked.push(question);
    if (fake.fails) throw fake.fails;
  }
  return fake;
}
