import { readFile } from 'node:fs/promises';
import { parse as parseYaml } from 'yaml';
import type { ActiveRule } from './alerts/rule.ts';
import { builtInRules } from './alerts/rules/index.ts';
import { readRules } from './alerts/rules-file.ts';
import { AppError } from './errors.ts';

/** The rules of the file, or the built-in ones without a file. Fails with a sentence for each mistake in it. */
export async function readRulesFile(path: string | undefined): Promise<readonly ActiveRule[]> {
  const content: unknown = path === undefined ? undefined : await parseRules(path);
  const read = readRules(content, builtInRules);
  if (read.ok) return read.rules;
  throw new AppError(
    'bad-question',
    `The rules in ${path} can’t be used: ${read.problems.join(' ')}`,
    {
      hint: 'Mend the file that ALERT_RULES_FILE names, or leave the variable empty for the built-in rules.',
    },
  );
}

async function parseRules(path: string): Promise<unknown> {
  try {
    return parseYaml(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new AppError('bad-question', `The rules file ${path} can’t be read.`, {
      hint: `Check ALERT_RULES_FILE: ${cause instanceof Error ? cause.message : 'not YAML'}`,
      cause,
    });
  }
}
