import { whoIn } from '../../domain/case-title.ts';
import type { Replay } from '../../ports/rule-trials.ts';

export const replayColumns = [
  'first (UTC)',
  'last (UTC)',
  'who',
  'user principal name',
  'user id',
  'what',
  'policy',
  'app',
  'records',
  'became a case',
  'held back by a silence now',
  'id of the latest record',
] as const;

/** One line a case that would have been raised, latest first. */
export function replayRows({ cases, silences }: Replay): string[][] {
  return cases.map(({ alert, isReal, silenceId }) => {
    const { user, policy, app, latest } = alert;
    const silence = silences.find(({ id }) => id === silenceId);
    return [
      alert.firstAt.toISOString(),
      alert.lastAt.toISOString(),
      whoIn(alert),
      user.userPrincipalName ?? '',
      user.id ?? '',
      alert.headline,
      policy?.name ?? '',
      app.name,
      String(alert.count),
      isReal ? 'yes' : 'no',
      silence === undefined ? '' : `${silence.what}: ${silence.reason}`,
      latest.id,
    ];
  });
}
