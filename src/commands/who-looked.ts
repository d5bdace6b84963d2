import { mayDo } from '../domain/access.ts';
import type { Person } from '../domain/person.ts';
import { parseRange } from '../domain/time-window.ts';
import { range, words } from './argument.ts';
import { type Call, defineCommand } from './command.ts';
import { chooserReply, findPerson, isAsker } from './find-person.ts';
import { wholeSecond } from './iso.ts';
import { askOf, type LooksAsked } from './looks/question.ts';
import { looksTable } from './looks/table.ts';
import { linesAPage, looksView } from './looks/view.ts';
import { orProblem } from './or-problem.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply } from './request.ts';

const args = { at: words('at', 'at <person>', true), within: range() };
const usualRange = 'last 30d';
const example = 'who looked at alice';

type OurCall = Pick<Call<typeof args>, 'args' | 'request' | 'deps'>;

/** The question with the person found and the range read, or what to say instead. */
async function resolve({
  args: typed,
  request,
  deps,
}: OurCall): Promise<{ readonly asked: LooksAsked } | { readonly reply: Reply }> {
  const now = deps.clock.now();
  const until = wholeSecond(request.until && request.until < now ? request.until : now);
  const days = deps.looks.keptDays;
  const parsed = parseRange(typed.within ?? usualRange, until, request.timeZone, {
    days,
    words: `this record is kept for ${days} days (LOOKS_KEEP_DAYS)`,
  });
  if ('problem' in parsed) return { reply: problemReply(parsed.problem, `${example} last 7d`) };
  const { window, label } = parsed;
  const asked = { window, rangeLabel: label, rangeWords: typed.within, until };
  if (typed.at === undefined) return { asked };
  const found = await findPerson(typed.at, request, deps.directory);
  if (found.kind === 'one') return { asked: { ...asked, person: found.person } };
  const askAbout = (person: Person) => askOf({ ...asked, person });
  return { reply: chooserReply(found, typed.at, askAbout) };
}

async function draw(asked: LooksAsked, { request, deps }: OurCall): Promise<Reply> {
  const { record, keptDays, self } = deps.looks;
  const { person, window } = asked;
  const question = { personId: person?.id, window };
  const total = await record.count(deps.tenantId, question);
  const pages = Math.max(1, Math.ceil(total / linesAPage));
  const page = Math.min(Math.max(1, Math.trunc(request.page ?? 1)), pages);
  const skip = (page - 1) * linesAPage;
  const looks = await record.list(deps.tenantId, { ...question, skip, most: linesAPage });
  const ids = [...new Set(looks.flatMap(({ people = [] }) => people))];
  const [names] = await orProblem(
    deps.directory.names(ids, request.signal),
    new Map<string, string>(),
  );
  const mayExport = mayDo(request.level, 'admin');
  const shown = { looks, names, total, page, pages };
  const data = looksView({ ...asked, ...shown, keptDays, mayExport, self });
  return { card: 'looks', data, asked: askOf(asked) };
}

export const whoLooked = defineCommand({
  name: 'who looked',
  access: 'admin',
  summary: 'The bot’s own record: who asked about whom, when, where, and how it ended',
  examples: [
    'who looked at alice',
    'who looked at alice last 7d',
    'who looked',
    'who looked today',
  ],
  args,
  /** Where LOOKS_SELF allows it, everybody may ask about herself. */
  mayStill: ({ args: typed, request, deps }) =>
    deps.looks.self && typed.at !== undefined && isAsker(typed.at, request),
  async run(call) {
    const resolved = await resolve(call);
    return 'reply' in resolved ? resolved.reply : draw(resolved.asked, call);
  },
  async table(call) {
    const resolved = await resolve(call);
    return 'reply' in resolved ? resolved.reply : looksTable(resolved.asked, call.deps);
  },
});
