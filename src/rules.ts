import { readFile } from 'node:fs/promises';
import type { Rule } from './alerts/rule.ts';
import { builtInRules } from './alerts/rules/index.ts';
import { type RuleSet, readRules } from './alerts/rules-file.ts';
import { isRecord } from './domain/record.ts';
import { AppError } from './errors.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { RefusedRules } from './ports/watched-rules.ts';
import { readYaml } from './read-yaml.ts';

/** One thing that is wrong in the rules file. */
export interface RulesProblem {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** `rules.ca-block.enabled`; '' where it is about the writing. */
  readonly path: string;
  /** What is wrong and what would be right, as a sentence that begins with the path. */
  readonly message: string;
}

export type RulesText =
  | ({ readonly ok: true } & RuleSet)
  | { readonly ok: false; readonly problems: readonly RulesProblem[] };

/** `maintenance[0].from` */
function nameOf(path: readonly (string | number)[]): string {
  const steps = path.map((name) => (typeof name === 'number' ? `[${name}]` : `.${name}`));
  return steps.join('').replace(/^\./, '');
}

/** Reads the text of a rules file: all that is wrong with it, in the order of its lines, or what it says. */
export function readRulesText(text: string, known: readonly Rule[] = builtInRules): RulesText {
  const yaml = readYaml(text);
  const writing = yaml.problems.map((problem) => ({ ...problem, path: '' }));
  const read = yaml.content === undefined ? undefined : readRules(yaml.content, known);
  if (read?.ok && writing.length === 0) return read;
  const settings = read === undefined || read.ok ? [] : read.problems;
  const problems = settings.map(({ path, on, message }) => {
    const name = nameOf(path);
    return { ...yaml.placeOf(path, on), path: name, message: `${name || 'The file'} ${message}` };
  });
  return {
    ok: false,
    problems: [...writing, ...problems].sort(
      (one, other) => one.line - other.line || one.column - other.column,
    ),
  };
}

/** `Line 4, column 12: rules.ca-block.enabled must be true or false, and is 1.` */
export function problemLine({ line, column, message }: RulesProblem): string {
  return `Line ${line}, column ${column}: ${message}`;
}

/** The rules as they are now. */
export interface RuleBook {
  current(): RuleSet;
  /** When the file in force was read; undefined without a file. */
  fileReadAt(): Date | undefined;
  /** Undefined as long as the rules in force are what the file says. */
  refused(): RefusedRules | undefined;
  /** Looks whether the file has changed; what can’t be used leaves the rules as they are. Never rejects. */
  look(): Promise<void>;
}

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is none at this path',
  EACCES: 'the bot may not read it',
  EISDIR: 'it is a folder',
};

/** The text, or the sentence why there is none. */
async function readText(path: string): Promise<{ text: string } | { problem: string }> {
  try {
    return { text: await readFile(path, 'utf8') };
  } catch (thrown) {
    const code = isRecord(thrown) ? String(thrown.code) : 'unknown';
    return { problem: `The file can’t be read: ${unreadable[code] ?? code}.` };
  }
}

type Content = Awaited<ReturnType<typeof readText>>;
type Judged = { set: RuleSet } | { problems: readonly string[] };

function judge(content: Content): Judged {
  if ('problem' in content) return { problems: [content.problem] };
  const read = readRulesText(content.text);
  return read.ok ? { set: read } : { problems: read.problems.map(problemLine) };
}

/** What is wrong with the file, each with its line; nothing without a file. */
export async function readRulesProblems(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return [];
  const judged = judge(await readText(path));
  return 'problems' in judged ? judged.problems : [];
}

function builtIn(): RuleSet {
  const read = readRulesText('');
  if (!read.ok) throw new Error('the built-in rules are wrong');
  return read;
}

/**
 * The rules of the file, or the built-in ones without a file. Rejects with a sentence for each mistake in it.
 * Afterwards a new content counts once two looks in a row have found it, so that a file that is still being
 * written is not believed. The content is compared, not its date: a file that is replaced, and a link that is
 * set to another folder, are seen as well.
 */
export async function openRules(
  path: string | undefined,
  { clock, log }: Parts,
): Promise<RuleBook> {
  if (path === undefined) {
    const set = builtIn();
    return {
      current: () => set,
      fileReadAt: () => undefined,
      refused: () => undefined,
      look: async () => undefined,
    };
  }
  const first = await readText(path);
  const judged = judge(first);
  if ('problems' in judged) {
    throw new AppError(
      'bad-question',
      `The rules in ${path} can’t be used:\n${judged.problems.join('\n')}`,
      {
        hint: 'Mend the file that ALERT_RULES_FILE names, or leave the variable empty for the built-in rules.',
      },
    );
  }
  let known = JSON.stringify(first);
  let seen = known;
  let inForce = { set: judged.set, readAt: clock.now() };
  let refused: RefusedRules | undefined;

  function takeIn(content: Content): void {
    const next = judge(content);
    const at = clock.now();
    if ('problems' in next) {
      refused = { at, problems: next.problems };
      log.warn({ path, problems: next.problems }, 'the new rules can’t be used: the old ones stay');
      return;
    }
    refused = undefined;
    inForce = { set: next.set, readAt: at };
    log.info(
      { path, rules: next.set.rules.map(({ rule }) => rule.id) },
      'the rules were read anew',
    );
  }

  return {
    current: () => inForce.set,
    fileReadAt: () => inForce.readAt,
    refused: () => refused,
    async look() {
      const content = await readText(path);
      const found = JSON.stringify(content);
      const isSettled = found === seen;
      seen = found;
      if (!isSettled || found === known) return;
      known = found;
      takeIn(content);
    },
  };
}
