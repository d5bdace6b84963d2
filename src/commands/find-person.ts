import type { Person } from '../domain/person.ts';
import type { Directory } from '../ports/directory.ts';
import type { CommandRequest, Preview, Reply, Sought } from './request.ts';

const mostChoices = 8;
const mostNearest = 5;
const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Found =
  | { readonly kind: 'one'; readonly person: Person }
  | { readonly kind: 'several'; readonly people: readonly Person[]; readonly more: boolean }
  | { readonly kind: 'none'; readonly nearest: readonly Person[] };

async function searchFor(words: string, directory: Directory, signal: AbortSignal): Promise<Found> {
  const people = await directory.search(words, mostChoices + 1, signal);
  const exact = people.filter((person) => person.name.toLowerCase() === words.toLowerCase());
  const [only] = exact.length === 1 ? exact : people;
  if (only && (exact.length === 1 || people.length === 1)) return { kind: 'one', person: only };
  if (people.length > 1) {
    return {
      kind: 'several',
      people: people.slice(0, mostChoices),
      more: people.length > mostChoices,
    };
  }
  return { kind: 'none', nearest: await directory.nearest(words, mostNearest, signal) };
}

type Asked = Pick<CommandRequest, 'mentions' | 'signal' | 'asker'>;

/** The object id or UPN that the words stand for, where they need no search. */
function idIn(
  words: string,
  { mentions, asker }: Pick<Asked, 'mentions' | 'asker'>,
): string | undefined {
  const typed = words.toLowerCase().replace(/^@/, '');
  const mentioned = mentions.find(({ text }) => text.toLowerCase() === typed);
  if (mentioned) return mentioned.id;
  if (typed === 'me' || typed === 'myself') return asker.id;
  return guidShape.test(words) || typed.includes('@') ? words : undefined;
}

/** Whether the words are the asker herself without a look into the directory: “me”, her id, a mention of her. */
export function isAsker(words: string, asked: Pick<Asked, 'mentions' | 'asker'>): boolean {
  return idIn(words, asked)?.toLowerCase() === asked.asker.id.toLowerCase();
}

/** A person in every form: mention, “me”, object id, UPN, name or part of one. */
export async function findPerson(
  words: string,
  asked: Asked,
  directory: Directory,
): Promise<Found> {
  const { signal } = asked;
  const id = idIn(words, asked);
  if (id !== undefined) {
    const person = await directory.person(id, signal);
    if (person) return { kind: 'one', person };
  }
  return searchFor(words, directory, signal);
}

/** A person as a line to choose by, and what is asked about her. */
function personPreview(person: Person, ask: string): Preview {
  const { name, userPrincipalName, jobTitle, department, guest } = person;
  const detail = [userPrincipalName, jobTitle, department, guest ? 'guest' : ''];
  return { title: name, text: detail.filter(Boolean).join(' · '), ask };
}

/** The chooser: one choice a person, each asking the same question again about her. */
export function chooserReply(
  found: Exclude<Found, { kind: 'one' }>,
  words: string,
  askAbout: (person: Person) => string,
): Reply {
  const people = found.kind === 'several' ? found.people : found.nearest;
  return {
    card: 'chooser',
    nameUnknown: found.kind === 'none',
    choices: people.map((person) => personPreview(person, askAbout(person))),
    data: {
      reading: null,
      title: titleOf(found, words),
      hint: hintOf(found),
      people: people.map((person) => ({
        nameLabel: [person.name, person.department].filter(Boolean).join(' · '),
        name: person.name,
        detail: personPreview(person, '').text,
        ask: askAbout(person),
      })),
    },
  };
}

/** The people that the words may mean, each with the question about her: for a search in the compose box. */
export async function findPeople(
  words: string,
  asked: Asked,
  directory: Directory,
  askAbout: (person: Person) => string,
): Promise<Sought> {
  const found = await findPerson(words, asked, directory);
  if (found.kind !== 'one') return { reply: chooserReply(found, words, askAbout) };
  return { previews: [personPreview(found.person, askAbout(found.person))] };
}

function titleOf(found: Exclude<Found, { kind: 'one' }>, words: string): string {
  if (found.kind === 'several') return `Which “${words}” do you mean?`;
  return found.nearest.length > 0
    ? `Nobody is called “${words}”. Did you mean one of these?`
    : `Nobody is called “${words}”.`;
}

function hintOf(found: Exclude<Found, { kind: 'one' }>): string {
  if (found.kind === 'several') {
    return found.more ? 'There are more: type more of the name, or the whole sign-in name.' : '';
  }
  return 'Names, parts of names, sign-in names (alice@…) and object ids are understood. Somebody added minutes ago may not be found yet.';
}
