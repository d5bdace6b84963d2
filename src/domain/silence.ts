import { isInRange, readIpRange } from './ip-range.ts';

interface Named {
  readonly id?: string;
  readonly name: string;
}

/** What a silence is about: a finding is held back when everything given here fits it. At least one is given. */
export interface SilenceMatcher {
  readonly user?: Named & { readonly userPrincipalName?: string };
  readonly policy?: Named;
  readonly app?: Named;
  /** `203.0.113.0/24`, `2001:db8::/32` or one address. */
  readonly ipRange?: string;
  /** ISO code, upper case. */
  readonly country?: string;
  /** Id of a rule. */
  readonly rule?: string;
}

/** Findings that nobody wants to hear of for a while, why, and who said so. */
export interface Silence {
  readonly id: string;
  readonly tenantId: string;
  readonly matcher: SilenceMatcher;
  readonly reason: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly from: Date;
  /** As planned; at most `longestSilenceMs` after `from`. */
  readonly until: Date;
  /** Somebody ended it before. */
  readonly ended?: { readonly at: Date; readonly by: string };
}

/** The part of a finding or case that a silence looks at. */
export interface SilenceSubject {
  readonly rule: string;
  readonly user: SilenceMatcher['user'] & Named;
  readonly policy?: Named;
  readonly app: Named;
  readonly signIn: { readonly at: Date; readonly ip?: string; readonly country?: string };
}

const dayMs = 24 * 60 * 60_000;
export const longestSilenceDays = 90;
export const longestSilenceMs = longestSilenceDays * dayMs;

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Ids where both have one: names change, and repeat. */
function isSame(wanted: Named, found: Named | undefined): boolean {
  if (found === undefined) return false;
  if (wanted.id !== undefined && found.id !== undefined) return same(wanted.id, found.id);
  return same(wanted.name, found.name);
}

function isSameUser(
  wanted: NonNullable<SilenceMatcher['user']>,
  found: SilenceSubject['user'],
): boolean {
  if (wanted.id !== undefined && found.id !== undefined) return same(wanted.id, found.id);
  if (wanted.userPrincipalName !== undefined && found.userPrincipalName !== undefined) {
    return same(wanted.userPrincipalName, found.userPrincipalName);
  }
  return isSame(wanted, found);
}

function isFrom(range: string, ip: string | undefined): boolean {
  const read = readIpRange(range);
  return read !== undefined && ip !== undefined && isInRange(read, ip);
}

/** True when everything that the matcher names fits, and it names something. What a finding does not say fits nothing. */
export function matches(matcher: SilenceMatcher, found: SilenceSubject): boolean {
  const { user, policy, app, ipRange, country, rule } = matcher;
  const fits = [
    user === undefined ? undefined : isSameUser(user, found.user),
    policy === undefined ? undefined : isSame(policy, found.policy),
    app === undefined ? undefined : isSame(app, found.app),
    ipRange === undefined ? undefined : isFrom(ipRange, found.signIn.ip),
    country === undefined ? undefined : same(country, found.signIn.country ?? ''),
    rule === undefined ? undefined : rule === found.rule,
  ].filter((fit) => fit !== undefined);
  return fits.length > 0 && fits.every(Boolean);
}

/** When it stops to count: as planned, or when somebody ended it. */
export function endOf({ until, ended }: Silence): Date {
  return ended !== undefined && ended.at < until ? ended.at : until;
}

export function isInForce(silence: Silence, at: Date): boolean {
  return silence.from <= at && at < endOf(silence);
}

/**
 * True when the silence keeps a finding back that is filed at `now`. Logs are late: what happened while a
 * silence was in force stays held back after its planned end; after it was ended by hand nothing is.
 */
export function holdsBack(silence: Silence, found: SilenceSubject, now: Date): boolean {
  const wasInForce = silence.ended === undefined && isInForce(silence, found.signIn.at);
  return (isInForce(silence, now) || wasInForce) && matches(silence.matcher, found);
}

/** The widest networks that are still somebody's own. */
const narrowestWide = { 4: 16, 6: 32 } as const;

/** True when it may hide what nobody thought of: it names neither a person nor a network. */
export function isFarReaching({ user, ipRange }: SilenceMatcher): boolean {
  if (user !== undefined) return false;
  const range = ipRange === undefined ? undefined : readIpRange(ipRange);
  return range === undefined || range.prefix < narrowestWide[range.version];
}
