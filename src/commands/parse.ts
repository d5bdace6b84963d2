import type { Argument, Arguments, Segment } from './argument.ts';
import type { Command } from './command.ts';
import { type Word, wordsOf } from './words.ts';

export type Parsed =
  | { readonly kind: 'command'; readonly command: Command; readonly args: Record<string, unknown> }
  | { readonly kind: 'problem'; readonly command: Command; readonly problem: string }
  | { readonly kind: 'unknown'; readonly word: string };

/** Finds the longest command name that the line begins with: `alerts here` before `alerts`. */
function commandOf(line: readonly Word[], commands: readonly Command[]): Command | undefined {
  const typed = line.map((word) => word.text.toLowerCase());
  const fits = commands.filter((command) =>
    command.name.split(' ').every((part, index) => typed[index] === part),
  );
  return fits.sort((a, b) => b.name.length - a.name.length)[0];
}

function continues(current: Argument<unknown> | undefined, word: string): boolean {
  return current?.inside?.includes(word) ?? false;
}

/** Cuts the words behind the command's name at its keywords. */
function segmentsOf(line: readonly Word[], args: readonly Argument<unknown>[]) {
  const segments: (Segment & { words: Word[] })[] = [];
  let current: Argument<unknown> | undefined;
  for (const word of line) {
    const lower = word.text.toLowerCase();
    const begins = word.quoted
      ? undefined
      : args.find((argument) => argument.keywords.includes(lower));
    if (!word.quoted && continues(current, lower)) {
      segments.at(-1)?.words.push(word);
    } else if (begins) {
      current = begins;
      segments.push({ keyword: lower, words: [] });
    } else {
      if (segments.length === 0) segments.push({ keyword: '', words: [] });
      segments.at(-1)?.words.push(word);
    }
  }
  return segments;
}

function readArguments(line: readonly Word[], args: Arguments) {
  const named = Object.entries(args);
  const segments = segmentsOf(line, Object.values(args));
  const leading = named.find(([, argument]) => argument.leading)?.[1];
  const strays = segments.filter((segment) => segment.keyword === '');
  if (strays[0] && !leading) {
    const stray = strays[0].words.map((word) => word.text).join(' ');
    return { problem: `I don’t understand “${stray}”.` };
  }
  const values: Record<string, unknown> = {};
  for (const [name, argument] of named) {
    const own = segments.filter(
      ({ keyword }) =>
        argument.keywords.includes(keyword) || (keyword === '' && argument === leading),
    );
    const reading = argument.read(own.length > 0 ? own : undefined);
    if (!reading.ok) return { problem: reading.problem };
    values[name] = reading.value;
  }
  return { values };
}

/** Reads a line by the commands' own arguments. Never throws; every line is something. */
export function parse(line: string, commands: readonly Command[]): Parsed {
  const typed = wordsOf(line.trim().replace(/^\//, ''));
  const command = commandOf(typed, commands);
  if (!command) return { kind: 'unknown', word: typed[0]?.text ?? '' };
  const rest = typed.slice(command.name.split(' ').length);
  const { values, problem } = readArguments(rest, command.args);
  if (problem !== undefined) return { kind: 'problem', command, problem };
  return { kind: 'command', command, args: values ?? {} };
}
