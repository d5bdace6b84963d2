import type { SilenceMatcher } from '../../domain/silence.ts';
import { quoted } from '../words.ts';

/** What a snooze needs, as far as it is settled. */
export interface SnoozeDraft {
  readonly matcher: SilenceMatcher;
  /** As typed, where it was not settled yet. */
  readonly ending?: string;
  readonly because?: string;
}

/** An end as every zone reads it: `until 2026-11-27T23:00Z`. */
export function endingLine(until: Date): string {
  return `until ${until.toISOString().slice(0, 16)}Z`;
}

/** The line that asks for the same silence: ids where they are known, the reason last. */
export function snoozeLine({ matcher, ending, because }: SnoozeDraft, confirmed: boolean): string {
  const { user, policy, app, ipRange, country, rule } = matcher;
  const parts = [
    'snooze',
    user && `user ${user.id ?? quoted(user.name)}`,
    policy && `policy ${policy.id ?? quoted(policy.name)}`,
    app && `app ${quoted(app.name)}`,
    ipRange && `ip ${ipRange}`,
    country && `country ${country}`,
    rule && `rule ${rule}`,
    ending,
    confirmed ? 'confirmed' : undefined,
    because && `because ${because}`,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
