import { foldAttempts } from '../domain/attempt.ts';
import type { SignIn } from '../domain/sign-in.ts';
import { tabsOf } from '../domain/sign-in-tabs.ts';
import { decidingPolicy, judge } from '../domain/verdict.ts';
import { explain } from '../domain/why.ts';
import type { SignInLog } from '../ports/sign-in-log.ts';
import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { fitting } from './fitting.ts';
import { namesIn, readPolicies } from './policy-names.ts';
import { problemReply } from './problem-reply.ts';
import { rooms, signInView } from './signin/view.ts';

const attemptSpanMs = 15 * 60_000;

/** What became of the attempt that this row belongs to; a prompt met seconds later is told so. */
async function headlineOf(row: SignIn, signIns: SignInLog, signal: AbortSignal): Promise<string> {
  const { outcome, headline } = judge(row);
  if (outcome !== 'interrupted' || row.correlationId === undefined) return headline;
  const query = {
    window: {
      from: new Date(row.at.getTime() - attemptSpanMs),
      to: new Date(row.at.getTime() + attemptSpanMs),
    },
    types: row.types,
    userId: row.userId,
    correlationId: row.correlationId,
  };
  const rows: SignIn[] = [row];
  for await (const page of signIns.pages(query, { priority: 'person', signal })) {
    rows.push(...page.rows.filter((other) => other.id !== row.id));
    break;
  }
  const whole = foldAttempts(rows).find((attempt) => attempt.rows.some(({ id }) => id === row.id));
  return whole?.verdict.headline ?? headline;
}

export const signin = defineCommand({
  name: 'signin',
  access: 'reader',
  summary: 'One sign-in: verdict, reason and the portal’s seven tabs',
  examples: ['signin 66ea54eb-6301-4ee5-be62-ff5a759b0100'],
  args: { id: words('id', '<request id>', true) },
  async run({ args, request, deps }) {
    const { signal } = request;
    if (args.id === undefined) {
      return problemReply(
        'Which sign-in? Add its request id, or press a line of a list.',
        'signins',
      );
    }
    const signIn = await deps.signIns.find(args.id, { priority: 'person', signal });
    if (!signIn) {
      return problemReply(
        `Graph knows no sign-in with the request id “${args.id}”. Ids older than 30 days are gone; ones of the last minutes may not have arrived.`,
        'signins last 1h',
      );
    }
    const applied = decidingPolicy(signIn);
    const { policies, problem } = applied
      ? await readPolicies(deps.policies, signal)
      : { policies: [], problem: '' };
    const deciding = policies.filter((policy) => policy.id === applied?.id);
    const nameOf = await namesIn(deciding, deps, signal);
    const input = {
      signIn,
      headline: await headlineOf(signIn, deps.signIns, signal),
      why: explain(signIn, { policies, nameOf }),
      tabs: tabsOf(signIn, { now: deps.clock.now() }),
      tab: request.tab,
      back: request.back,
      portal: deps.portal,
      problem,
    };
    return fitting('signin', rooms, (room) => signInView({ ...input, room }));
  },
});
