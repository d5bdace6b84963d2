import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import type { JsonRecord } from '../../src/domain/record.ts';

/** The rule of that id, as it is with these settings of a rules file. */
export function activeRules(settings: JsonRecord, id: string) {
  const read = readRules({ rules: settings }, builtInRules);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rules.filter(({ rule }) => rule.id === id);
}
