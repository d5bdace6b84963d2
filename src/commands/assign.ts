import type { Case } from '../domain/case.ts';
import { aboutCase } from '../domain/look-subjects.ts';
import type { Person } from '../domain/person.ts';
import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { chooserReply, findPerson } from './find-person.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply } from './request.ts';
import { quoted } from './words.ts';

const notDone = (why: string) => ({ outcome: 'refused', why }) as const;

const example = 'assign alice to bob';
const mostCases = 500;

/** The open case of that id, or those of the users whose names hold the words. */
function casesMeant(typed: string, open: readonly Case[]): Case[] {
  const wanted = typed.toLowerCase();
  const byId = open.filter(({ id }) => id.toLowerCase() === wanted);
  if (byId.length > 0) return byId;
  return open.filter(({ user }) =>
    [user.name, user.userPrincipalName].some((name) => name?.toLowerCase().includes(wanted)),
  );
}

function notOne(typed: string, to: string, meant: readonly Case[]): Reply {
  if (meant.length === 0) {
    return problemReply(`No open case is of “${typed}”. “alerts” lists the open ones.`, 'alerts');
  }
  return {
    card: 'not-understood',
    data: {
      sentence: `${meant.length} open cases are of “${typed}”. Which one?`,
      examples: meant.slice(0, 6).map(({ id, user, app, headline }) => ({
        label: `${user.name}: ${headline}, ${app.name}`,
        text: `${user.name}: ${headline}, ${app.name}`,
        ask: `assign ${id} to ${quoted(to)}`,
      })),
    },
  };
}

export const assign = defineCommand({
  name: 'assign',
  access: 'operator',
  summary: 'Give an open case to a person',
  examples: [example],
  args: { whose: words('case', '<user or case id>', true), to: words('to', 'to <person>') },
  async run({ args, request, deps }) {
    const { whose, to } = args;
    if (whose === undefined) return problemReply('Which case? Name its user.', example);
    if (to === undefined) return problemReply('To whom?', `assign ${whose} to me`);
    const { cases } = await deps.cases.open(deps.tenantId, mostCases);
    const meant = casesMeant(whose, cases);
    const [one] = meant;
    if (one === undefined || meant.length > 1) return notOne(whose, to, meant);
    const found = await findPerson(to, request, deps.directory);
    if (found.kind !== 'one') {
      const askAbout = (person: Person) => `assign ${one.id} to ${person.id}`;
      return chooserReply(found, to, askAbout);
    }
    const { asker } = request;
    const { id, name } = found.person;
    const given = await deps.silencing.assign(
      one.id,
      { id: asker.id, name: asker.name },
      { id, name },
    );
    const title = given.ok ? `${name} has the case of ${one.user.name} now.` : given.reason;
    const lines = given.ok ? [{ text: `${one.headline}, ${one.app.name}` }] : [];
    const look = { ...aboutCase(one.id, one), ...(!given.ok && notDone(given.reason)) };
    return { card: 'notice', data: { icon: given.ok ? '🙋' : '', title, lines }, look };
  },
});
