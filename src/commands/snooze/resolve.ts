import { nearestName } from '../../domain/nearest-name.ts';
import type { Person } from '../../domain/person.ts';
import type { SilenceMatcher } from '../../domain/silence.ts';
import type { CommandDeps } from '../deps.ts';
import { chooserReply, findPerson } from '../find-person.ts';
import { choosePolicy } from '../policy/choose-policy.ts';
import { problemReply } from '../problem-reply.ts';
import type { CommandRequest, Reply } from '../request.ts';
import { findAskedPolicy } from '../signins/find-policy.ts';
import type { SnoozeArguments } from './arguments.ts';
import { snoozeLine } from './line.ts';

const example = 'snooze alice until friday because travelling';

/** What is to be silenced, or what has to be settled first. */
export type Subject = { readonly matcher: SilenceMatcher } | { readonly reply: Reply };

export type SubjectArguments = Omit<SnoozeArguments, 'confirmed'>;

function unknownRule(typed: string, known: readonly string[]): Reply {
  const near = nearestName(typed, known) ?? known[0] ?? '';
  return problemReply(
    `There is no rule “${typed}”. The rules are ${known.join(', ')}.`,
    `snooze rule ${near} for 2d because known`,
  );
}

/** The person's id where nothing else is to be looked up. */
function asUser({ id, name, userPrincipalName }: Person): NonNullable<SilenceMatcher['user']> {
  return { id, name, userPrincipalName };
}

/** Looks up who and what was typed. */
export async function resolveSubject(
  args: SubjectArguments,
  request: CommandRequest,
  deps: CommandDeps,
): Promise<Subject> {
  const rules = deps.watched().rules.map(({ id }) => id);
  const rule = args.rule?.toLowerCase();
  if (rule !== undefined && !rules.includes(rule)) return { reply: unknownRule(rule, rules) };
  const [found, policy] = await Promise.all([
    args.user === undefined ? undefined : findPerson(args.user, request, deps.directory),
    args.policy === undefined
      ? undefined
      : findAskedPolicy(args.policy, deps.policies, request.signal),
  ]);
  const { ending, because } = args;
  const rest = {
    app: args.app === undefined ? undefined : { name: args.app },
    ipRange: args.ip,
    country: args.country,
    rule,
  };
  const typedPolicy = args.policy === undefined ? undefined : { name: args.policy };
  if (found !== undefined && found.kind !== 'one') {
    const askAbout = (person: Person) =>
      snoozeLine(
        { matcher: { ...rest, user: asUser(person), policy: typedPolicy }, ending, because },
        false,
      );
    return { reply: chooserReply(found, args.user ?? '', askAbout) };
  }
  const user = found && asUser(found.person);
  if (policy?.kind === 'several') {
    const ask = (id: string) =>
      snoozeLine({ matcher: { ...rest, user, policy: { id, name: '' } }, ending, because }, false);
    return {
      reply: choosePolicy(args.policy ?? '', policy.policies, { portal: deps.portal, ask }),
    };
  }
  const matcher = { ...rest, user, policy: policy?.policy };
  const isEmpty = Object.values(matcher).every((part) => part === undefined);
  if (!isEmpty) return { matcher };
  return {
    reply: problemReply(
      'Snooze whom or what? A person, policy, app, ip, country or rule.',
      example,
    ),
  };
}
