import { isClient } from '../../domain/client-apps.ts';
import { isWrongPassword } from '../../domain/password-guess.ts';
import { recordsAt, text, textAt } from '../../domain/record.ts';
import type { SignIn } from '../../domain/sign-in.ts';
import { weakFlowOf } from '../../domain/sign-in-flow.ts';
import type { Evidence } from '../../ports/observations.ts';
import { crowdsIn } from '../crowds.ts';
import { userKeyOf } from '../detect.ts';
import { defineActivityRule, type Episode } from '../rule.ts';
import { addressWords, lastedWords } from '../tries-words.ts';

/** A device that the organisation manages, or a place that it trusts: not where a stranger gets in from. */
function isAtHome({ raw }: SignIn): boolean {
  const isYes = (path: string) => textAt(raw, path)?.toLowerCase() === 'true';
  const isTrusted = recordsAt(raw, 'networkLocationDetails').some(({ networkType }) =>
    /^trusted/i.test(text(networkType) ?? ''),
  );
  return isTrusted || isYes('deviceDetail.isCompliant') || isYes('deviceDetail.isManaged');
}

/** Whoever has a session renews it without a password: that is no way in. */
function needsPassword(signIn: SignIn): boolean {
  return (
    signIn.interactive || weakFlowOf(signIn) === 'ROPC' || isClient(signIn.clientApp, 'legacy')
  );
}

function roleOf(signIn: SignIn): string | undefined {
  if (isWrongPassword(signIn)) return 'failure';
  if (signIn.errorCode !== 0 || !needsPassword(signIn)) return undefined;
  return isAtHome(signIn) ? 'success at home' : 'success';
}

interface Limits {
  readonly tries: number;
  readonly withinMs: number;
  readonly thenMs: number;
}

/** Runs of tries, enough of them in a short time, that end not long before the success. */
function triesBefore(
  success: Evidence,
  failures: readonly Evidence[],
  { tries, withinMs, thenMs }: Limits,
): readonly Evidence[] {
  const earliest = +success.at - thenMs - withinMs;
  const before = failures.filter(({ at }) => +at >= earliest && at <= success.at);
  const runs = crowdsIn(before, { least: tries, withinMs, of: ({ id }) => id });
  return runs.filter((run) => run.some(({ at }) => +success.at - +at <= thenMs)).flat();
}

/** From at home only the address from which it failed before says that it was whoever failed. */
function isSuspicious({ role, ip }: Evidence, tries: readonly Evidence[]): boolean {
  return role === 'success' || tries.some((one) => one.ip !== undefined && one.ip === ip);
}

function toEpisode(success: Evidence, tries: readonly Evidence[]): Episode {
  const isSame = tries.some(({ ip }) => ip !== undefined && ip === success.ip);
  const from = isSame ? 'an address that had failed' : 'another address';
  return {
    ids: [...tries.map(({ id }) => id), success.id],
    match: {
      headline: `got in after ${tries.length} failed tries`,
      why: `${tries.length} sign-ins with a wrong, locked or expired password within ${lastedWords(tries)}, then one that succeeded, from ${from}.`,
      nextStep:
        'Ask the user whether it was her. If not, or if she can’t be reached, revoke her sessions and change the password now; then look at what was done since (say “activity” and her name) and at her authentication methods.',
      facts: [
        { title: 'Failed from', value: addressWords(tries) },
        { title: 'Got in from', value: addressWords([success]) },
      ],
    },
  };
}

/**
 * Wrong passwords of one user in a short time and a success soon after them, from an address that failed or from one
 * that is not at home; a case for each user. Nobody knows all of a user's addresses: at home are devices that the
 * organisation manages and places that it trusts.
 */
export const failuresThenSuccess = defineActivityRule({
  id: 'failures-then-success',
  source: 'all-sign-ins',
  severity: 'high',
  verdict: 'Got in',
  summary:
    'a user who got in soon after several failed passwords, from where it failed or a strange place',
  numbers: {
    tries: { least: 2, most: 500, usual: 5 },
    withinMinutes: { least: 1, most: 1440, usual: 30 },
    thenWithinMinutes: { least: 1, most: 1440, usual: 30 },
  },
  observe(signIn) {
    const role = roleOf(signIn);
    return role === undefined ? undefined : { subject: userKeyOf(signIn), role };
  },
  correlation: {
    anchor: 'failure',
    withinMs: ({ withinMinutes, thenWithinMinutes }) =>
      (withinMinutes + thenWithinMinutes) * 60_000,
    judge(evidence, { tries, withinMinutes, thenWithinMinutes }) {
      const limits = {
        tries,
        withinMs: withinMinutes * 60_000,
        thenMs: thenWithinMinutes * 60_000,
      };
      const [failures, successes] = [true, false].map((isFailure) =>
        evidence.filter(({ role }) => (role === 'failure') === isFailure),
      );
      return (successes ?? []).flatMap((success) => {
        const before = triesBefore(success, failures ?? [], limits);
        return before.length > 0 && isSuspicious(success, before) ? toEpisode(success, before) : [];
      });
    },
  },
});
