import {
  type Grouping,
  groupingParts,
  groupingProblem,
  usualGrouping,
} from '../../domain/grouping.ts';
import { namesPerson } from '../../domain/person-reference.ts';
import { severities } from '../../domain/severity.ts';
import type { Rule, Threshold } from '../rule.ts';
import { deliveries, type RuleSettings } from '../rule-settings.ts';
import { beginsBy, countingSettings } from './counting.ts';
import { country, ipRange, name } from './formats.ts';
import {
  checked,
  choice,
  choiceOf,
  flag,
  group,
  type Members,
  type Schema,
  type Setting,
  text,
  type Values,
  wholeNumber,
} from './setting.ts';

const longestMinutes = 7 * 24 * 60;
const minutes = { least: 1, most: longestMinutes };
const conversation = 'the name of a channel or chat that receives alerts';

const person = text('A person.', {
  must: 'a user principal name such as alice@contoso.com, or a user’s object id',
  pattern: '@|^\\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\s*$',
  parse: (given) => (namesPerson(given) ? given : undefined),
});

const match = group('Which findings of the rule count: every list that is given has to fit.', {
  users: choiceOf(
    'These people alone.',
    name(
      'Name, user principal name or object id.',
      'a user’s name, user principal name or object id',
    ),
  ),
  excludeUsers: choiceOf(
    'Everybody but these.',
    name(
      'Name, user principal name or object id.',
      'a user’s name, user principal name or object id',
    ),
  ),
  apps: choiceOf('These apps alone.', name('Name or id.', 'an app’s name or id')),
  policies: choiceOf('These policies alone.', name('Name or id.', 'a policy’s name or id')),
  countries: choiceOf('From these countries alone.', country('Two letters, such as DE.')),
  ipRanges: choiceOf('From these networks alone.', ipRange('203.0.113.0/24, or one address.')),
});

/** What every rule may be given, beside its own numbers. */
export const commonSettings = {
  enabled: flag('Whether the rule is on.', true),
  severity: choice(
    'How bad its cases are, whatever was found. Quiet hours hold back low and medium.',
    severities,
  ),
  delivery: choice(
    'A card at once, or none: “alerts” lists the case and the daily digest counts it.',
    deliveries,
  ),
  routes: choiceOf(
    'The channels and chats that get its new cases; without it all that receive alerts.',
    name('Name of a channel or chat, or the id of its conversation.', conversation),
  ),
  mention: choiceOf('People whom posts of its cards and replies below them mention.', person),
  match,
  unclaimedAfterMinutes: wholeNumber(
    'After how long a reply reminds of a case that nobody has claimed.',
    minutes,
  ),
  repeatAfterMinutes: wholeNumber('How long after a reminder the next one comes.', {
    ...minutes,
    least: 5,
  }),
  escalateTo: name(
    'The channel, chat or person that gets an unclaimed case after twice that time.',
    `${conversation}, or a person’s user principal name or object id`,
  ),
} satisfies Members;

/** The schemas of `commonSettings`, once for all rules. */
export const commonDefinitions: Schema = Object.fromEntries(
  Object.entries(commonSettings).map(([key, { schema }]) => [key, schema]),
);

function referred(schema: Schema): Schema {
  const own = Object.entries(schema).map(([key, value]) => [
    key,
    Object.hasOwn(commonDefinitions, key) ? { $ref: `#/definitions/${key}` } : value,
  ]);
  return Object.fromEntries(own);
}

const needs = {
  escalateTo: 'unclaimedAfterMinutes',
  repeatAfterMinutes: 'unclaimedAfterMinutes',
} as const;

type Common = Values<typeof commonSettings>;

const minutesMs = (given: number): number => given * 60_000;

function unclaimedOf({
  unclaimedAfterMinutes,
  repeatAfterMinutes,
  escalateTo,
}: Common): RuleSettings['unclaimed'] {
  if (unclaimedAfterMinutes === undefined) return undefined;
  return {
    afterMs: minutesMs(unclaimedAfterMinutes),
    escalateTo,
    repeatMs: repeatAfterMinutes === undefined ? undefined : minutesMs(repeatAfterMinutes),
  };
}

/** What the file says about one rule, with the rule's own numbers settled. */
export interface GivenRule {
  readonly enabled: boolean;
  readonly numbers: Readonly<Record<string, number>>;
  readonly settings: RuleSettings;
  /** How many findings begin a case; undefined: the first does. */
  readonly begins?: Threshold | undefined;
}

/** The usual numbers of a rule, those of the file over them. */
function numbersOf(
  rule: Rule,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(rule.numbers).map(([key, { usual }]) => {
      const own = given[key];
      return [key, typeof own === 'number' ? own : usual];
    }),
  );
}

/** A rule of which the file says nothing. */
export function usualSettings(rule: Rule): GivenRule {
  return { enabled: true, numbers: numbersOf(rule), settings: {} };
}

/** Rules over sign-ins that failed conditional access find one thing at a time: what makes them one case can be chosen. */
function groupingOf(rule: Rule): { readonly groupBy?: Setting<Grouping> } {
  if (rule.source !== 'sign-ins') return {};
  const parts = choiceOf(
    `What sign-ins of one case have in common; without it ${usualGrouping.join(', ')}.`,
    choice('A part.', groupingParts),
  );
  const mayHoldMany = rule.gathered !== undefined;
  return { groupBy: checked(parts, (given) => groupingProblem(given, mayHoldMany)) };
}

/** The group of settings that a rule has under its id. */
export function settingsOf(rule: Rule): Setting<GivenRule> {
  const numbers = Object.fromEntries(
    Object.entries(rule.numbers).map(([key, limits]) => [
      key,
      wholeNumber(`From ${limits.least} to ${limits.most}.`, limits),
    ]),
  );
  const counting = countingSettings(rule);
  const members = { ...counting.settings, ...numbers, ...commonSettings, ...groupingOf(rule) };
  const whole = group(rule.summary, members, { needs: { ...needs, ...counting.needs } });
  const properties = referred(whole.schema.properties as Schema);
  return {
    schema: { ...whole.schema, properties },
    read(given, path, report) {
      const read = whole.read(given, path, report);
      if (read === undefined) return undefined;
      const { enabled = true, severity, delivery, routes, mention, match: matcher } = read;
      return {
        enabled,
        numbers: numbersOf(rule, { ...read }),
        begins: beginsBy(rule, { ...read }),
        settings: {
          severity,
          delivery,
          routes,
          mention,
          match: matcher,
          groupBy: read.groupBy,
          unclaimed: unclaimedOf(read),
        },
      };
    },
  };
}
