import { isRecord, type JsonRecord } from '../domain/record.ts';
import {
  attentionNames,
  type QuietSetting,
  readQuietHours,
  readUnclaimed,
} from './attention-settings.ts';
import type { ActiveRule, NumberSetting, Rule } from './rule.ts';

export type RulesResult =
  | { readonly ok: true; readonly rules: readonly ActiveRule[] }
  | { readonly ok: false; readonly problems: readonly string[] };

interface Settled {
  readonly active?: ActiveRule;
  readonly problems: readonly string[];
}

function unknownNames(given: JsonRecord, known: readonly string[], where: string): string[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => `${where}${name} is not known here: use ${known.join(', ')}.`);
}

function settleNumber(
  given: unknown,
  { least, most, usual }: NumberSetting,
): { value: number; problem?: string } {
  if (given === undefined) return { value: usual };
  if (typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most) {
    return { value: given };
  }
  return { value: usual, problem: `must be a whole number from ${least} to ${most}.` };
}

function settleRule(rule: Rule, given: unknown): Settled {
  const where = `rules.${rule.id}`;
  const settings = given ?? {};
  if (!isRecord(settings)) {
    return { problems: [`${where} must hold settings, such as “enabled: true”.`] };
  }
  const names = Object.keys(rule.numbers);
  const problems = unknownNames(settings, ['enabled', ...names, ...attentionNames], `${where}.`);
  const { enabled = true } = settings;
  if (typeof enabled !== 'boolean') problems.push(`${where}.enabled must be true or false.`);
  const numbers: Record<string, number> = {};
  for (const [name, setting] of Object.entries(rule.numbers)) {
    const { value, problem } = settleNumber(settings[name], setting);
    numbers[name] = value;
    if (problem !== undefined) problems.push(`${where}.${name} ${problem}`);
  }
  const unclaimed = readUnclaimed(settings, where);
  problems.push(...unclaimed.problems);
  if (enabled === false) return { problems };
  const threshold = rule.repeated?.(numbers);
  return { problems, active: { rule, threshold, unclaimed: unclaimed.value } };
}

function hoursFor({ rule }: ActiveRule, quiet: QuietSetting | undefined): ActiveRule['quietHours'] {
  return quiet?.except.includes(rule.id) ? undefined : quiet?.hours;
}

/**
 * The rules that are switched on, from the parsed content of `ALERT_RULES_FILE`:
 * `{ rules: { 'ca-block': { enabled: true }, … } }`. What is left out keeps its default, an empty file
 * keeps all; every problem is told in one go.
 */
export function readRules(content: unknown, known: readonly Rule[]): RulesResult {
  const file = content ?? {};
  if (!isRecord(file)) return { ok: false, problems: ['The file must start with “rules:”.'] };
  const given = file.rules ?? {};
  const problems = unknownNames(file, ['rules', 'quietHours'], '');
  const quiet = readQuietHours(
    file.quietHours,
    known.map(({ id }) => id),
  );
  problems.push(...quiet.problems);
  if (!isRecord(given)) return { ok: false, problems: ['rules must hold rules by their names.'] };
  problems.push(
    ...unknownNames(
      given,
      known.map(({ id }) => id),
      'rules.',
    ),
  );
  const settled = known.map((rule) => settleRule(rule, given[rule.id]));
  problems.push(...settled.flatMap((one) => one.problems));
  if (problems.length > 0) return { ok: false, problems };
  const rules = settled.flatMap(({ active }) => active ?? []);
  return {
    ok: true,
    rules: rules.map((one) => ({ ...one, quietHours: hoursFor(one, quiet.value) })),
  };
}
