import type { Arguments } from './argument.ts';
import type { Command } from './command.ts';
import { commandAndRest } from './parse.ts';
import { type NamedSegment, segmentsOf } from './segments.ts';
import { asTyped, type Word, wordsOf } from './words.ts';

/** Words with which people begin a question that refers to the one before. */
const openings =
  /^(?:(?:and|but|now|only|just|also|then|same|again|the|what about|how about)\s+)+/i;

function without(kept: readonly NamedSegment[], words: readonly Word[], args: Arguments) {
  const dropped = segmentsOf(words, args).map(({ argument }) => argument);
  if (dropped.length === 0 || dropped.includes(undefined)) return undefined;
  return kept.filter(({ argument }) => !dropped.includes(argument));
}

function ownerOf(segment: NamedSegment, args: Arguments): string | undefined {
  if (segment.argument !== undefined) return segment.argument;
  return Object.entries(args).find(([, { leading }]) => leading)?.[0];
}

function merged(kept: readonly NamedSegment[], words: readonly Word[], args: Arguments) {
  const added = segmentsOf(words, args);
  if (added.length === 0 || added[0]?.argument === undefined) return undefined;
  const replaced = added.map(({ argument }) => argument);
  return [...kept.filter((one) => !replaced.includes(ownerOf(one, args))), ...added];
}

/**
 * The last question with one thing changed: `blocked`, `last 7d`, `for bob` replace what was said of the same
 * before, `without app` takes it away. Undefined when the words are not such a change.
 */
export function amend(
  lastLine: string,
  typed: string,
  commands: readonly Command[],
): string | undefined {
  const { command, rest } = commandAndRest(lastLine, commands);
  if (!command) return undefined;
  const change = typed.trim().replace(/^\//, '');
  const words = wordsOf(change.replace(openings, ''));
  const kept = segmentsOf(rest, command.args);
  const isWithout = !words[0]?.quoted && words[0]?.text.toLowerCase() === 'without';
  const segments = isWithout
    ? without(kept, words.slice(1), command.args)
    : merged(kept, about(change, words, command.args), command.args);
  if (segments === undefined) return undefined;
  return [
    command.name,
    ...segments.flatMap((segment) => [segment.keyword, ...segment.words.map(asTyped)]),
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** “what about bob” is about the person, “what about last 7d” about the range. */
function about(change: string, words: readonly Word[], args: Arguments): readonly Word[] {
  const isAbout = /^(?:what|how) about\s/i.test(change);
  const hasKeyword = segmentsOf(words, args)[0]?.argument !== undefined;
  return isAbout && !hasKeyword ? [{ text: 'for', quoted: false }, ...words] : words;
}
