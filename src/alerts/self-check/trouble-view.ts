import type { KnownTrouble } from '../../domain/trouble.ts';

/** Where more is said of it. */
function moreOf({ kind }: KnownTrouble) {
  return kind === 'rules-refused' || kind === 'unknown-route' || kind === 'unreached-escalation'
    ? { label: 'Alert rules', ask: 'alerts rules' }
    : { label: 'Coverage', ask: 'coverage' };
}

const iso = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** What a notice about the bot itself binds. */
export function troubleView(trouble: KnownTrouble) {
  const { sentence, nextStep, since, endedAt } = trouble;
  const isOver = endedAt !== undefined;
  return {
    icon: isOver ? '✅' : '⚠',
    title: isOver ? 'About the bot: over' : 'About the bot',
    sentence,
    nextStep: isOver ? '' : nextStep,
    sinceAt: iso(since),
    endedAt: isOver ? iso(endedAt) : '',
    more: moreOf(trouble),
  };
}
