import { namesPerson } from '../../domain/person-reference.ts';
import type { Trouble } from '../../domain/trouble.ts';
import type { OwnChats } from '../../ports/own-chats.ts';
import { isCalled, type Subscription } from '../../ports/subscriptions.ts';
import type { Mentions } from '../mentions.ts';
import { peopleAmong } from '../people-among.ts';
import type { ActiveRule } from '../rule.ts';

/** To whom or what a rule escalates, where the bot reaches neither a conversation nor a person of that name. */
export interface UnreachedEscalation {
  readonly rule: string;
  /** As the rules file names it. */
  readonly to: string;
}

interface Parts {
  readonly tenantId: string;
  readonly rules: readonly ActiveRule[];
  readonly subscriptions: readonly Subscription[];
  readonly ownChats: Pick<OwnChats, 'of'>;
  readonly mentions: Pick<Mentions, 'ringing' | 'nobodies'>;
}

/** A conversation that Teams refuses is known, and told by itself; whom the directory did not tell now is not judged. */
export async function findUnreached(
  { tenantId, rules, subscriptions, ownChats, mentions }: Parts,
  signal: AbortSignal,
): Promise<UnreachedEscalation[]> {
  const escalations = rules.flatMap(({ rule, unclaimed }) =>
    unclaimed?.escalateTo === undefined ? [] : [{ rule: rule.id, to: unclaimed.escalateTo }],
  );
  const others = escalations.filter(({ to }) => !subscriptions.some((one) => isCalled(one, to)));
  const ids = await peopleAmong(
    others.map(({ to }) => to),
    mentions,
    signal,
  );
  const nobodies = mentions.nobodies(others.map(({ to }) => to));
  const reached = new Set(
    others
      .map(({ to }) => to)
      .filter((to) => namesPerson(to) && !ids.has(to) && !nobodies.includes(to)),
  );
  for (const [name, id] of ids) {
    if ((await ownChats.of(tenantId, id)) !== undefined) reached.add(name);
  }
  return others.filter(({ to }) => !reached.has(to));
}

/** One trouble for each name, whichever rules have it. */
export function unreachedTroubles(unreached: readonly UnreachedEscalation[]): Trouble[] {
  return [...Map.groupBy(unreached, ({ to }) => to.toLowerCase())].map(([subject, some]) => {
    const to = some[0]?.to ?? subject;
    const told = { kind: 'unreached-escalation' as const, subject };
    const rules = some.map(({ rule }) => rule).join(', ');
    if (namesPerson(to)) {
      return {
        ...told,
        sentence: `Unclaimed cases are escalated to ${to}, with whom the bot has no chat: ${rules}.`,
        nextStep:
          'Until it has one, she is mentioned below the card. She installs the app in Teams, or writes “hi” to the bot once; if nobody has that name, mend “escalateTo” in the file that ALERT_RULES_FILE names.',
      };
    }
    return {
      ...told,
      sentence: `Unclaimed cases are escalated to “${to}”, and no conversation of that name receives alerts: ${rules}.`,
      nextStep:
        'Until one does, they are escalated to nobody. Say “alerts here” there, or mend “escalateTo” in the file that ALERT_RULES_FILE names.',
    };
  });
}
