import type { Arguments } from './argument.ts';
import type { Command } from './command.ts';
import { segmentsOf } from './segments.ts';
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

function readArguments(line: readonly Word[], args: Arguments) {
  const named = Object.entries(args);
  const segments = segmentsOf(line, args);
  const leading = named.find(([, argument]) => argument.leading)?.[1];
  const strays = segments.filter((segment) => segment.keyword === '');
  if (strays[0] && !leading) {
    const stray = strays[0].words.map((word) => word.text).join(' ');
    return { problem: `I don’t understand “${stray}”.` };
  }
  const values: Record<string, unknown> = {};
  for (const [name, argument] of named) {
    const own = segments.filter(
      (segment) =>
        segment.argument === name || (segment.argument === undefined && argument === leading),
    );
    const reading = argument.read(own.length > 0 ? own : undefined);
    if (!reading.ok) return { problem: reading.problem };
    values[name] = reading.value;
  }
  return { values };
}

/** The command of a line and the words behind its name. */
export function commandAndRest(
  line: string,
  commands: readonly Command[],
): { readonly command?: Command; readonly rest: readonly Word[] } {
  const typed = wordsOf(line.trim().replace(/^\//, ''));
  const command = commandOf(typed, commands);
  return { command, rest: typed.slice(command?.name.split(' ').length ?? 0) };
}

/** Reads a line by the commands' own arguments. Never throws; every line is something. */
export function parse(line: string, commands: readonly Command[]): Parsed {
  const { command, rest } = commandAndRest(line, commands);
  if (!command) return { kind: 'unknown', word: rest[0]?.text ?? '' };
  const { values, problem } = readArguments(rest, command.args);
  if (problem !== undefined) return { kind: 'problem', command, problem };
  return { kind: 'command', command, args: values ?? {} };
}
