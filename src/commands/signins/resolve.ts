import type { Person } from '../../domain/person.ts';
import { type ParsedRange, parseRange } from '../../domain/time-window.ts';
import type { CommandDeps } from '../deps.ts';
import { chooserReply, findPerson } from '../find-person.ts';
import { wholeSecond } from '../iso.ts';
import { choosePolicy } from '../policy/choose-policy.ts';
import { problemReply } from '../problem-reply.ts';
import type { CommandRequest, Reply } from '../request.ts';
import type { SignInArguments } from './arguments.ts';
import { type AskedPolicyFound, findAskedPolicy } from './find-policy.ts';
import { askOf, type Question } from './question.ts';

const usualRange = { person: 'last 7d', tenant: 'last 24h' };

type Resolved =
  | { readonly question: Question; readonly until: Date }
  /** What has to be settled first: which person, which policy, which time. */
  | { readonly reply: Reply };

function questionOf(
  args: SignInArguments,
  { window, label }: Exclude<ParsedRange, { problem: string }>,
  found: AskedPolicyFound | undefined,
): Question {
  const typed = args.policy === undefined ? undefined : { name: args.policy };
  return {
    outcome: args.outcome,
    reportOnly: args.reportOnly,
    risky: args.risky,
    app: args.app,
    ip: args.ip,
    policy: found?.kind === 'one' ? found.policy : typed,
    country: args.country,
    client: args.client,
    typeWord: args.type,
    by: args.by,
    rangeWords: args.within,
    window,
    rangeLabel: label,
    top: args.top,
  };
}

/** What was typed, with person, policy and range looked up. */
export async function resolveQuestion(
  args: SignInArguments,
  request: CommandRequest,
  deps: CommandDeps,
): Promise<Resolved> {
  const now = deps.clock.now();
  const until = wholeSecond(request.until && request.until < now ? request.until : now);
  const rangeWords = args.within ?? (args.for ? usualRange.person : usualRange.tenant);
  const parsed = parseRange(rangeWords, until, request.timeZone);
  if ('problem' in parsed) {
    return { reply: problemReply(parsed.problem, 'signins for alice last 24h') };
  }
  const [found, policy] = await Promise.all([
    args.for === undefined ? undefined : findPerson(args.for, request, deps.directory),
    args.policy === undefined
      ? undefined
      : findAskedPolicy(args.policy, deps.policies, request.signal),
  ]);
  const question = questionOf(args, parsed, policy);
  if (found && found.kind !== 'one') {
    const askAbout = (person: Person) => askOf(question, { person });
    return { reply: chooserReply(found, args.for ?? '', askAbout) };
  }
  const asked = { ...question, person: found?.person };
  if (policy?.kind === 'several') {
    const name = args.policy ?? '';
    const ask = (id: string) => askOf(asked, { policy: { id, name } });
    return { reply: choosePolicy(name, policy.policies, { portal: deps.portal, ask }) };
  }
  return { question: asked, until };
}
