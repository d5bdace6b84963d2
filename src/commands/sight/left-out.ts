import { quoted } from '../../domain/sentence.ts';
import type { Glance } from './glance.ts';

const rows = (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`;

/** What an answer does not show to this asker, in a line each. */
export function leftOutLines({ sight, hidden, opened }: Glance): string[] {
  const { scope, policiesWithheld } = sight;
  const closed = hidden.protected.size;
  const outside = hidden.outside.size;
  return [
    ...[...opened.values()].map(
      ({ person, reason }) =>
        `${person.name} is protected: you gave the reason ${quoted(reason)}, and that you looked is told.`,
    ),
    closed > 0
      ? `${rows(closed)} of protected people ${closed === 1 ? 'is' : 'are'} not shown; ask for them by name, with a reason.`
      : '',
    hidden.ranks ? 'Whom it struck most is not told: some people are protected.' : '',
    scope
      ? `You see people of ${scope.names} alone${outside > 0 ? `: ${rows(outside)} of others ${outside === 1 ? 'is' : 'are'} not shown` : ''}.`
      : '',
    hidden.policies && policiesWithheld ? `Policies: ${policiesWithheld}` : '',
  ].filter((line) => line !== '');
}
