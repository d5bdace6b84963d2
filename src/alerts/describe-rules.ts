import { benignCodes } from '../domain/error-codes.ts';
import { namesPerson } from '../domain/person-reference.ts';
import type { RefusedRules, WatchedRule, WatchedRules } from '../ports/watched-rules.ts';
import { type ActiveRule, type Rule, usualSeverity } from './rule.ts';
import type { RuleSettings } from './rule-settings.ts';
import { breakGlassUsed } from './rules/break-glass-used.ts';
import type { RuleSet } from './rules-file.ts';

/** What is told of the rules: those in force, and how their file stands. */
export interface ToldRules {
  readonly current: () => RuleSet;
  /** Undefined without a file. */
  readonly fileReadAt: () => Date | undefined;
  readonly refused: () => RefusedRules | undefined;
}

const inMinutes = (ms: number): number => ms / 60_000;

function matchWords(match: RuleSettings['match']): string[] {
  const { users, excludeUsers, apps, policies, countries, ipRanges } = match ?? {};
  const parts: [string, readonly string[] | undefined][] = [
    ['only', users],
    ['not', excludeUsers],
    ['apps', apps],
    ['policies', policies],
    ['from', countries],
    ['from', ipRanges],
  ];
  return parts.flatMap(([word, names]) =>
    names === undefined || names.length === 0 ? [] : [`${word} ${names.join(', ')}`],
  );
}

function unclaimedWords(unclaimed: RuleSettings['unclaimed']): string[] {
  if (unclaimed === undefined) return [];
  const { afterMs, repeatMs, escalateTo } = unclaimed;
  const again = repeatMs === undefined ? '' : ` and every ${inMinutes(repeatMs)} min after`;
  return [
    `reminds after ${inMinutes(afterMs)} min${again}`,
    ...(escalateTo === undefined
      ? []
      : [`tells ${escalateTo} after ${inMinutes(2 * afterMs)} min`]),
  ];
}

function severityWords({ rule, severity }: ActiveRule): string {
  const usual = usualSeverity(rule);
  if (severity === undefined || severity === usual) return `severity ${usual}`;
  return `severity ${severity} (default ${usual})`;
}

function settingWords(active: ActiveRule): string[] {
  const { begins, delivery, routes, mention, match, groupBy, unclaimed } = active;
  return [
    begins === undefined
      ? ''
      : `a case begins with ${begins.times} findings within ${inMinutes(begins.withinMs)} min`,
    severityWords(active),
    delivery === undefined ? '' : `delivery ${delivery}`,
    routes === undefined ? '' : `to ${routes.join(', ')}`,
    mention === undefined ? '' : `mentions ${mention.join(', ')}`,
    ...matchWords(match),
    groupBy === undefined ? '' : `one case for each ${groupBy.join(', ')}`,
    ...unclaimedWords(unclaimed),
  ].filter(Boolean);
}

function describe(
  rule: Rule,
  active: ActiveRule | undefined,
  quiet: readonly string[],
): WatchedRule {
  const { escalateTo } = active?.unclaimed ?? {};
  const escalated = escalateTo === undefined ? [] : [escalateTo];
  const isPerson = escalated.some(namesPerson);
  return {
    id: rule.id,
    summary: rule.summary,
    source: rule.source,
    isOn: active !== undefined,
    numbers: Object.entries(rule.numbers).map(([name, { usual }]) => ({
      name,
      usual,
      value: active?.numbers?.[name] ?? usual,
    })),
    settings: active === undefined ? [] : [...settingWords(active), ...quiet],
    conversations: [...(active?.routes ?? []), ...(isPerson ? [] : escalated)],
    people: isPerson ? escalated : [],
  };
}

const namesNobody = ['quiet as long as BREAK_GLASS names nobody'];

/**
 * Every known rule as it stands, those that are switched off too, and what else the rules file says.
 * `namesEmergency`: BREAK_GLASS names somebody.
 */
export function describeRules(
  known: readonly Rule[],
  { current, fileReadAt, refused }: ToldRules,
  namesEmergency = true,
): WatchedRules {
  const { rules, benign, quietHours, maintenance } = current();
  return {
    rules: known.map((rule) =>
      describe(
        rule,
        rules.find((one) => one.rule.id === rule.id),
        rule.id === breakGlassUsed.id && !namesEmergency ? namesNobody : [],
      ),
    ),
    benign: {
      codes: [...benign].sort((a, b) => a - b),
      added: [...benign].filter((code) => !benignCodes.includes(code)),
      removed: benignCodes.filter((code) => !benign.has(code)),
    },
    quietHours: quietHours && {
      fromMinute: quietHours.from,
      toMinute: quietHours.to,
      zone: quietHours.zone,
      except: quietHours.except ?? [],
    },
    maintenance,
    fileReadAt: fileReadAt(),
    refused: refused(),
  };
}
