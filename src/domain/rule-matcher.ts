import { matches, type SilenceMatcher, type SilenceSubject } from './silence.ts';

/** Which findings of a rule count: one thing of every list that is given has to fit. */
export interface RuleMatcher {
  /** Names, user principal names or object ids. */
  readonly users?: readonly string[] | undefined;
  readonly excludeUsers?: readonly string[] | undefined;
  /** Names or ids. */
  readonly apps?: readonly string[] | undefined;
  readonly policies?: readonly string[] | undefined;
  /** ISO codes, upper case. */
  readonly countries?: readonly string[] | undefined;
  /** `203.0.113.0/24`, or one address. */
  readonly ipRanges?: readonly string[] | undefined;
}

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function userFrom(text: string): NonNullable<SilenceMatcher['user']> {
  if (idShape.test(text)) return { id: text, name: text };
  return text.includes('@') ? { name: text, userPrincipalName: text } : { name: text };
}

const namedFrom = (text: string) =>
  idShape.test(text) ? { id: text, name: text } : { name: text };

/** What a finding does not say fits nothing, so it is left out by any list about it but `excludeUsers`. */
export function fitsRule(matcher: RuleMatcher, found: SilenceSubject): boolean {
  const { users, excludeUsers = [], apps, policies, countries, ipRanges } = matcher;
  const fits = (one: SilenceMatcher) => matches(one, found);
  const isUser = (text: string) => fits({ user: userFrom(text) });
  return (
    (users?.some(isUser) ?? true) &&
    !excludeUsers.some(isUser) &&
    (apps?.some((text) => fits({ app: namedFrom(text) })) ?? true) &&
    (policies?.some((text) => fits({ policy: namedFrom(text) })) ?? true) &&
    (countries?.some((country) => fits({ country })) ?? true) &&
    (ipRanges?.some((ipRange) => fits({ ipRange })) ?? true)
  );
}
