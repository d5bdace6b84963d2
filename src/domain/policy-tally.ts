import { effectOf, type PolicyEffect } from './policy-results.ts';
import { textAt } from './record.ts';
import { type SignIn, whoSignedIn } from './sign-in.ts';
import type { Attempt } from './verdict.ts';

export type EffectCounts = Readonly<Record<PolicyEffect, number>>;

/** Somebody or something that a policy stopped or prompted, with the number of attempts. */
export interface Affected {
  /** Object id of a user, app id of an app; a device has its words alone. */
  readonly id?: string;
  readonly name: string;
  readonly userPrincipalName?: string;
  readonly stopped: number;
  readonly prompted: number;
}

/** What a policy did on one calendar day. */
export interface DayCounts {
  /** `2026-11-22`, in the zone that the tally was made for. */
  readonly day: string;
  readonly stopped: number;
  readonly prompted: number;
}

/** A policy's effects over some attempts, added up. Lists are ordered by attempts, most first. */
export interface PolicyTally {
  /** Attempts that the policy applied to. */
  readonly applied: number;
  /** All attempts that were looked at. */
  readonly attempts: number;
  readonly counts: EffectCounts;
  /** Distinct people and service principals that it applied to. */
  readonly users: number;
  readonly stoppedUsers: number;
  readonly promptedUsers: number;
  readonly affectedUsers: readonly Affected[];
  readonly affectedApps: readonly Affected[];
  readonly affectedDevices: readonly Affected[];
  /** Days with an attempt that it applied to, oldest first. */
  readonly days: readonly DayCounts[];
}

interface Party {
  readonly key: string;
  readonly id?: string;
  readonly name: string;
  readonly userPrincipalName?: string;
}

function userOf(row: SignIn): Party {
  const name = whoSignedIn(row);
  const id = row.userId ?? textAt(row.raw, 'servicePrincipalId');
  return {
    key: id ?? name.toLowerCase(),
    id: row.userId,
    name,
    userPrincipalName: row.userPrincipalName,
  };
}

function appOf(row: SignIn): Party {
  const name = row.appName ?? 'an unknown app';
  return { key: row.appId ?? name.toLowerCase(), id: row.appId, name };
}

/** “Windows 11, Azure AD joined, compliant”: what a device condition looks at, never one device. */
export function deviceWords(row: SignIn): string {
  const trust = textAt(row.raw, 'deviceDetail.trustType') ?? 'not joined';
  const isCompliant = textAt(row.raw, 'deviceDetail.isCompliant') === 'true';
  return [
    row.operatingSystem ?? 'unknown system',
    trust,
    isCompliant ? 'compliant' : 'not compliant',
  ].join(', ');
}

function deviceOf(row: SignIn): Party {
  const name = deviceWords(row);
  return { key: name.toLowerCase(), name };
}

interface Count {
  stopped: number;
  prompted: number;
}

/** Counts by key, with the words of the newest attempt, which comes first. */
class Ranking {
  readonly #parties = new Map<string, Party & Count>();

  add(party: Party, effect: 'stopped' | 'prompted'): void {
    const known = this.#parties.get(party.key) ?? { ...party, stopped: 0, prompted: 0 };
    known[effect] += 1;
    this.#parties.set(party.key, known);
  }

  ranked(): Affected[] {
    return [...this.#parties.values()]
      .sort(
        (a, b) =>
          b.stopped + b.prompted - (a.stopped + a.prompted) ||
          b.stopped - a.stopped ||
          a.name.localeCompare(b.name),
      )
      .map(({ key: _, ...affected }) => affected);
  }
}

/** Adds up what a policy did to attempts (newest first); `dayOf` names the calendar day of an instant. */
export function tallyPolicy(
  attempts: readonly Attempt[],
  policyId: string,
  dayOf: (at: Date) => string,
): PolicyTally {
  const counts = { stopped: 0, prompted: 0, completed: 0, met: 0 };
  const everybody = new Set<string>();
  const users = new Ranking();
  const apps = new Ranking();
  const devices = new Ranking();
  const days = new Map<string, Count>();
  for (const attempt of attempts) {
    const effect = effectOf(attempt, policyId);
    if (effect === undefined) continue;
    const { final } = attempt;
    const user = userOf(final);
    counts[effect] += 1;
    everybody.add(user.key);
    const day = dayOf(final.at);
    const ofDay = days.get(day) ?? { stopped: 0, prompted: 0 };
    days.set(day, ofDay);
    if (effect !== 'stopped' && effect !== 'prompted') continue;
    ofDay[effect] += 1;
    users.add(user, effect);
    apps.add(appOf(final), effect);
    devices.add(deviceOf(final), effect);
  }
  const affectedUsers = users.ranked();
  return {
    applied: counts.stopped + counts.prompted + counts.completed + counts.met,
    attempts: attempts.length,
    counts,
    users: everybody.size,
    stoppedUsers: affectedUsers.filter(({ stopped }) => stopped > 0).length,
    promptedUsers: affectedUsers.filter(({ prompted }) => prompted > 0).length,
    affectedUsers,
    affectedApps: apps.ranked(),
    affectedDevices: devices.ranked(),
    days: [...days].map(([day, count]) => ({ day, ...count })).sort(byDay),
  };
}

function byDay(a: DayCounts, b: DayCounts): number {
  return a.day.localeCompare(b.day);
}
