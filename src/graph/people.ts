import type { Person } from '../domain/person.ts';
import { type JsonRecord, recordsAt, textAt } from '../domain/record.ts';

/** The properties of a user that make a `Person`. */
export const personProperties =
  'id,displayName,userPrincipalName,mail,accountEnabled,userType,jobTitle,department';

export function toPerson(record: JsonRecord): Person | undefined {
  const id = textAt(record, 'id');
  const userPrincipalName = textAt(record, 'userPrincipalName');
  if (id === undefined || userPrincipalName === undefined) return undefined;
  return {
    id,
    userPrincipalName,
    name: textAt(record, 'displayName') ?? userPrincipalName,
    mail: textAt(record, 'mail'),
    enabled: typeof record.accountEnabled === 'boolean' ? record.accountEnabled : undefined,
    guest: textAt(record, 'userType') === 'Guest',
    jobTitle: textAt(record, 'jobTitle'),
    department: textAt(record, 'department'),
  };
}

/** The users of a list answer. */
export function peopleIn(body: unknown): Person[] {
  return recordsAt({ body }, 'body.value').flatMap((record) => toPerson(record) ?? []);
}

const localPart = (address: string) => address.toLowerCase().split('@')[0] ?? '';

function byName(a: Person, b: Person): number {
  return a.name.localeCompare(b.name) || a.id.localeCompare(b.id);
}

/** Whole names first, then beginnings, then the rest, each in the order of the alphabet. */
export function bestFirst(people: readonly Person[], words: string): Person[] {
  const wanted = words.trim().toLowerCase();
  const rank = ({ name, userPrincipalName, mail }: Person) => {
    const exact = [name.toLowerCase(), localPart(userPrincipalName), mail?.toLowerCase()];
    if (exact.includes(wanted)) return 0;
    return name.toLowerCase().startsWith(wanted) ? 1 : 2;
  };
  return people.toSorted((a, b) => rank(a) - rank(b) || byName(a, b));
}

/** Letters without accents: people type `muller` for Müller. */
function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** How many letters must be added, dropped, changed or swapped with their neighbour to make one of the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + same,
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The share of letters to change, 0 for the same word, against the likest part of the name. */
function distance(words: string, { name, userPrincipalName }: Person): number {
  const wanted = plain(words).slice(0, 64);
  const whole = plain(name);
  const parts = [whole, plain(localPart(userPrincipalName)), ...whole.split(/[^\p{L}\p{N}]+/u)];
  const shares = parts
    .filter((part) => part !== '')
    .map((part) => editDistance(wanted, part.slice(0, 64)) / Math.max(wanted.length, part.length));
  return Math.min(1, ...shares);
}

/** Half of the letters are another name altogether. */
const farthest = 0.5;

/** Those whose names are like the words, likest first; each person once. */
export function likestFirst(people: readonly Person[], words: string): Person[] {
  const once = [...new Map(people.map((person) => [person.id, person])).values()];
  return once
    .map((person) => ({ person, far: likeness(words, person) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far || byName(a.person, b.person))
    .map(({ person }) => person);
}

/** By the whole of the words or by the likest single one: “alise martin” is near to every Martin too. */
function likeness(words: string, person: Person): number {
  const single = words.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  const each = single.map((word) => distance(word, person));
  return Math.min(distance(words, person), ...each.map((far) => far + 0.1));
}
