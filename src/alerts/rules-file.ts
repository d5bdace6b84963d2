import type { DigestSettings } from '../domain/digest.ts';
import { benignCodes } from '../domain/error-codes.ts';
import type { ActiveRule, Rule } from './rule.ts';
import { digestSettings } from './rules-file/digest.ts';
import { group, type Problem, type Schema } from './rules-file/setting.ts';
import {
  type FileValues,
  maintenanceFor,
  quietHoursFor,
  settingsOfFile,
} from './rules-file/settings-of-file.ts';
import { commonDefinitions, settingsOf, usualSettings } from './rules-file/settings-of-rule.ts';

/** What a rules file says, with everything settled that it leaves open. */
export interface RuleSet {
  /** Those that are switched on. */
  readonly rules: readonly ActiveRule[];
  /** Codes of interruptions that are part of an ordinary day. */
  readonly benign: ReadonlySet<number>;
  /** As the file has them: minutes after midnight. */
  readonly quietHours?: FileValues['quietHours'];
  readonly maintenance: NonNullable<FileValues['maintenance']>;
  /** Undefined: it is off. */
  readonly digest: DigestSettings | undefined;
}

export type RulesResult =
  | ({ readonly ok: true } & RuleSet)
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The whole file as one group of settings: it grows with the rules there are. */
function fileOf(known: readonly Rule[]) {
  const ids = known.map(({ id }) => id);
  const rules = group(
    'The rules by their ids; what is left out keeps its default.',
    Object.fromEntries(known.map((rule) => [rule.id, settingsOf(rule)])),
  );
  return group('The rules of the watch.', { rules, ...settingsOfFile(ids) });
}

/** The JSON Schema with which editors check and complete the file. */
export function rulesSchema(known: readonly Rule[]): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Alert rules of teams-audit-bot (ALERT_RULES_FILE)',
    definitions: commonDefinitions,
    ...fileOf(known).schema,
  };
}

/**
 * The rules that are switched on, from the parsed content of `ALERT_RULES_FILE`:
 * `{ rules: { 'ca-block': { enabled: true }, … } }`. What is left out keeps its default, an empty file
 * keeps all; every problem is told in one go.
 */
export function readRules(content: unknown, known: readonly Rule[]): RulesResult {
  const problems: Problem[] = [];
  const file = fileOf(known).read(content ?? null, [], (problem) => problems.push(problem));
  if (file === undefined || problems.length > 0) return { ok: false, problems };
  const { rules: given = {}, benign = new Set(benignCodes), quietHours, maintenance = [] } = file;
  const rules = known.flatMap((rule): ActiveRule[] => {
    const { enabled, numbers, settings, begins } = given[rule.id] ?? usualSettings(rule);
    if (!enabled) return [];
    return [
      {
        rule,
        ...(rule.source === 'sign-ins' && {
          threshold: rule.repeated?.(numbers),
          gathering: rule.gathered?.(numbers),
        }),
        begins,
        numbers,
        benign,
        ...settings,
        quietHours: quietHoursFor(rule.id, quietHours),
        maintenance: maintenanceFor(rule.id, maintenance),
      },
    ];
  });
  const digest = digestSettings(file.digest, quietHours?.zone);
  return { ok: true, rules, benign, quietHours, maintenance, digest };
}
