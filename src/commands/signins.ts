import { knownZone } from '../domain/zoned-time.ts';
import { AppError } from '../errors.ts';
import { type Lateness, signInLogSource } from '../ports/lateness.ts';
import { type Call, defineCommand } from './command.ts';
import type { CommandDeps } from './deps.ts';
import { fitting } from './fitting.ts';
import type { Reply } from './request.ts';
import { signInArguments } from './signins/arguments.ts';
import { signInPreviews } from './signins/previews.ts';
import { askOf, type Question } from './signins/question.ts';
import type { SignInList } from './signins/read-list.ts';
import { resolveQuestion } from './signins/resolve.ts';
import { type SummaryRoom, signInSummaryView, summaryRooms } from './signins/summary-view.ts';
import { signInTable } from './signins/table.ts';
import { signInsView } from './signins/view.ts';
import { withoutLicence } from './signins/without-licence.ts';

/** What was not measured must not cost the answer. */
async function readLateness({ lateness, tenantId }: CommandDeps): Promise<Lateness | undefined> {
  try {
    return await lateness.recent(tenantId, signInLogSource);
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}

interface Asked {
  readonly question: Question;
  readonly list: SignInList;
  readonly until: Date;
}

/** The card of a question, as a list or as a summary. */
async function draw(
  { question, list, until }: Asked,
  { request, deps }: Pick<Call<typeof signInArguments>, 'request' | 'deps'>,
): Promise<Reply> {
  const input = {
    question,
    list,
    lateness: await readLateness(deps),
    portal: deps.portal,
    until,
    page: request.page ?? 1,
    now: deps.clock.now(),
    timeZone: knownZone(request.timeZone),
  };
  const asked = askOf(question);
  const { by } = question;
  if (by !== undefined) {
    const view = (room: SummaryRoom) => signInSummaryView(input, by, room);
    return { ...fitting('signins-summary', summaryRooms, view), asked };
  }
  const rooms = [{ facts: true }, { facts: false }];
  return { ...fitting('signins', rooms, (room) => signInsView(input, room)), asked };
}

export const signins = defineCommand({
  name: 'signins',
  access: 'reader',
  summary: 'Recent sign-ins of a person or the tenant, with verdict and reason',
  examples: [
    'signins for alice',
    'signins for alice blocked last 2h',
    'signins failed last 24h',
    'signins app "Microsoft Teams" since yesterday',
    'signins ip 203.0.113.7',
    'signins from Germany client legacy last 7d',
    'signins report-only policy "Block legacy authentication"',
    'signins risky last 7d by country',
    'signins service-principal last 24h top 20',
  ],
  args: signInArguments,
  async run({ args, request, deps }) {
    const resolved = await resolveQuestion(args, request, deps);
    if ('reply' in resolved) return resolved.reply;
    const { question, until } = resolved;
    try {
      const list = await deps.readList(question, request.signal);
      return await draw({ question, list, until }, { request, deps });
    } catch (thrown) {
      return withoutLicence(thrown, question);
    }
  },
  async search({ args, request, deps }) {
    const resolved = await resolveQuestion(args, request, deps);
    if ('reply' in resolved) return { reply: resolved.reply };
    const { question, until } = resolved;
    const list = await deps.readList(question, request.signal);
    const reply = await draw({ question, list, until }, { request, deps });
    const zone = knownZone(request.timeZone);
    return question.by ? { reply } : { reply, previews: signInPreviews(list, question, zone) };
  },
  async table({ args, request, deps }) {
    const resolved = await resolveQuestion(args, request, deps);
    if ('reply' in resolved) return resolved.reply;
    return signInTable(resolved.question, deps.signIns, request.signal);
  },
});
