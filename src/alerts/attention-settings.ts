import type { QuietHours } from '../domain/quiet-hours.ts';
import { isRecord, type JsonRecord } from '../domain/record.ts';
import type { ActiveRule } from './rule.ts';

/** Settings of every rule about who is rung up, beside its own numbers. */
export const attentionNames = ['unclaimedAfterMinutes', 'escalateTo'] as const;

interface Read<T> {
  readonly value?: T;
  readonly problems: readonly string[];
}

const longestMinutes = 7 * 24 * 60;

/** A rule's `unclaimedAfterMinutes` and `escalateTo`. */
export function readUnclaimed(settings: JsonRecord, where: string): Read<ActiveRule['unclaimed']> {
  const { unclaimedAfterMinutes: minutes, escalateTo } = settings;
  const problems: string[] = [];
  const isNumber =
    typeof minutes === 'number' &&
    Number.isInteger(minutes) &&
    minutes >= 1 &&
    minutes <= longestMinutes;
  if (minutes !== undefined && !isNumber) {
    problems.push(
      `${where}.unclaimedAfterMinutes must be a whole number from 1 to ${longestMinutes}.`,
    );
  }
  const isName = typeof escalateTo === 'string' && escalateTo.trim() !== '';
  if (escalateTo !== undefined && !isName) {
    problems.push(
      `${where}.escalateTo must be the name of a channel or chat that receives alerts.`,
    );
  }
  if (isName && minutes === undefined) {
    problems.push(`${where}.escalateTo needs unclaimedAfterMinutes beside it.`);
  }
  if (problems.length > 0 || !isNumber) return { problems };
  return {
    problems,
    value: { afterMs: minutes * 60_000, escalateTo: isName ? escalateTo.trim() : undefined },
  };
}

function minuteOf(given: unknown): number | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(String(given)) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

function isZone(zone: unknown): zone is string {
  if (typeof zone !== 'string') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The hours, and the rules that ring all the same. */
export type QuietSetting = { readonly hours: QuietHours; readonly except: readonly string[] };

/** `quietHours: { from: "22:00", to: "06:00", zone: Europe/Oslo, except: [ca-block] }`. */
export function readQuietHours(given: unknown, rules: readonly string[]): Read<QuietSetting> {
  if (given === undefined || given === null) return { problems: [] };
  if (!isRecord(given)) return { problems: ['quietHours must hold from, to and zone.'] };
  const { from, to, zone, except = [] } = given;
  const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)];
  const problems = Object.keys(given)
    .filter((name) => !['from', 'to', 'zone', 'except'].includes(name))
    .map((name) => `quietHours.${name} is not known here: use from, to, zone, except.`);
  if (fromMinute === undefined)
    problems.push('quietHours.from must be a time such as “22:00”, in quotes.');
  if (toMinute === undefined)
    problems.push('quietHours.to must be a time such as “06:00”, in quotes.');
  if (fromMinute !== undefined && fromMinute === toMinute) {
    problems.push('quietHours.from and quietHours.to must differ.');
  }
  if (!isZone(zone)) problems.push('quietHours.zone must be a time zone such as Europe/Oslo.');
  const names = Array.isArray(except) ? except.map(String) : undefined;
  const unknown = names?.filter((name) => !rules.includes(name)) ?? [];
  if (names === undefined || unknown.length > 0) {
    problems.push(`quietHours.except must be a list of rules: ${rules.join(', ')}.`);
  }
  if (problems.length > 0 || fromMinute === undefined || toMinute === undefined || !isZone(zone)) {
    return { problems };
  }
  return { problems, value: { hours: { fromMinute, toMinute, zone }, except: names ?? [] } };
}
