import type { DeletedUser } from '../domain/user-profile.ts';
import { words } from './argument.ts';
import { type Call, defineCommand } from './command.ts';
import { chooserReply, findPeople, findPerson } from './find-person.ts';
import { fitting } from './fitting.ts';
import { isoOf } from './iso.ts';
import { orProblem } from './or-problem.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply } from './request.ts';
import { readUser } from './user/read-user.ts';
import { userRooms, userView } from './user/view.ts';

const args = { for: words('for', '<person>', true) };
const mostDeleted = 5;

/** Accounts of that name in the recycle bin. */
function deletedReply(found: readonly DeletedUser[], typed: string): Reply {
  return {
    card: 'deleted-user',
    data: {
      title: `No account is called “${typed}” today, but ${found.length === 1 ? 'one was' : `${found.length} were`} deleted.`,
      lines: found.slice(0, mostDeleted).map(({ id, name, userPrincipalName, deletedAt }) => ({
        name,
        detail: `${userPrincipalName} · ${id}`,
        deletedAt: deletedAt ? isoOf(deletedAt) : '',
        auditsAsk: `audits on ${id}`,
      })),
      notes: 'Entra keeps deleted accounts for 30 days; until then they can be restored.',
    },
  };
}

async function run({ args: typed, request, deps }: Call<typeof args>): Promise<Reply> {
  if (typed.for === undefined) return problemReply('Whose account? Add a name.', 'user alice');
  const { signal } = request;
  const found = await findPerson(typed.for, request, deps.directory);
  if (found.kind === 'none') {
    const [deleted] = await orProblem(deps.profiles.deleted(typed.for, signal), []);
    if (deleted.length > 0) return deletedReply(deleted, typed.for);
  }
  if (found.kind !== 'one') return chooserReply(found, typed.for, ({ id }) => `user ${id}`);
  const { person } = found;
  const facts = await readUser(person.id, deps, deps.clock.now(), signal);
  const input = {
    person,
    facts,
    portal: deps.portal,
    back: request.back,
  };
  const reply = fitting('user', userRooms, (most) => userView(input, most));
  return { ...reply, asked: `user ${person.id}` };
}

export const user = defineCommand({
  name: 'user',
  access: 'reader',
  summary: 'A person’s account: state, risk, roles, methods, last sign-ins, open cases, changes',
  examples: ['user alice', 'user alice@contoso.com'],
  args,
  run,
  /** Who is meant; what her account is like is read for the chosen one alone. */
  async search({ args: { for: typed }, request, deps }) {
    if (typed === undefined) return { previews: [] };
    return findPeople(typed, request, deps.directory, ({ id }) => `user ${id}`);
  },
});
