import type { CaseRouting } from '../domain/case.ts';
import { isCalled, type Subscription } from '../ports/subscriptions.ts';
import type { ActiveRule } from './rule.ts';

/** What cases of each rule take along when they begin; undefined: everything is as usual. */
export function routingOf(rules: readonly ActiveRule[]): (rule: string) => CaseRouting | undefined {
  return (id) => {
    const active = rules.find(({ rule }) => rule.id === id);
    if (active === undefined) return undefined;
    const { delivery, routes, mention } = active;
    if (delivery !== 'digest' && routes === undefined && mention === undefined) return undefined;
    return { ...(delivery === 'digest' && { delivery }), routes, mention };
  };
}

/**
 * Conversations in which a case is posted. A name that none of them has, by a slip or because Teams refuses the bot
 * there, sends it to all: what was meant for somebody must not get lost.
 */
export function placesFor(
  routing: CaseRouting | undefined,
  live: readonly Subscription[],
): ReadonlySet<string> {
  const { delivery, routes } = routing ?? {};
  if (delivery === 'digest') return new Set();
  const groups = routes?.map((route) => live.filter((one) => isCalled(one, route)));
  const areKnown = groups?.every(({ length }) => length > 0);
  const chosen = groups !== undefined && areKnown ? groups.flat() : live;
  return new Set(chosen.map(({ target }) => target.conversationId));
}
