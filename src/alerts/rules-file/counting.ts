import type { NumberSetting, Rule, Threshold } from '../rule.ts';
import { checked, type Setting, wholeNumber } from './setting.ts';

const times: NumberSetting = { least: 1, most: 1_000, usual: 1 };
const withinMinutes: NumberSetting = { least: 1, most: 1_440, usual: 60 };

/** Rules that judge several records together have numbers of their own for that; the others find one thing at a time. */
function findsOneByOne(rule: Rule): boolean {
  if (rule.source === 'sign-ins') return rule.repeated === undefined;
  if (rule.source === 'all-sign-ins') return rule.correlation === undefined;
  return rule.source !== 'report-only';
}

function ownWindow({ numbers }: Rule): NumberSetting | undefined {
  return new Map(Object.entries(numbers)).get('withinMinutes');
}

/** Takes 1 alone, and says why. */
function eachIsTold(description: string, why: string): Setting<number> {
  return {
    ...checked(wholeNumber(description, times), (given) =>
      given === times.least ? undefined : `must be ${times.least}, or be left out: ${why}.`,
    ),
    schema: wholeNumber(description, { ...times, most: times.least }).schema,
  };
}

interface Counting {
  readonly settings: Readonly<Record<string, Setting<number>>>;
  readonly needs: Readonly<Record<string, string>>;
}

/** How many findings of one case it takes to begin it, for rules whose first does otherwise. */
export function countingSettings(rule: Rule): Counting {
  if (!findsOneByOne(rule)) return { settings: {}, needs: {} };
  const description = 'How many findings of one case begin it, within `withinMinutes`.';
  const { tellsEach } = rule;
  const settings = {
    times:
      tellsEach === undefined
        ? wholeNumber(description, times)
        : eachIsTold(description, tellsEach),
    withinMinutes: wholeNumber('No two of them lie further apart.', withinMinutes),
  };
  // A rule's own number of that name says something without the other.
  return { settings, needs: ownWindow(rule) === undefined ? { withinMinutes: 'times' } : {} };
}

/** What the file says of it, with its defaults; undefined: the first finding begins a case. */
export function beginsBy(
  rule: Rule,
  given: Readonly<Record<string, unknown>>,
): Threshold | undefined {
  if (!findsOneByOne(rule) || typeof given.times !== 'number' || given.times <= 1) return undefined;
  const { usual } = ownWindow(rule) ?? withinMinutes;
  const minutes = typeof given.withinMinutes === 'number' ? given.withinMinutes : usual;
  return { times: given.times, withinMs: minutes * 60_000 };
}
