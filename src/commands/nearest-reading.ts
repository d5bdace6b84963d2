import { isTypingMistake, nearestName } from '../domain/nearest-name.ts';
import type { Arguments } from './argument.ts';
import type { Command } from './command.ts';
import { commandAndRest, parse } from './parse.ts';
import { asTyped, type Word, wordsOf } from './words.ts';

/** Politeness and fillers before the question itself. */
const fillers = new Set(
  'please can could you show me give get list find tell what are is the all any my our recent'.split(
    ' ',
  ),
);
/** How people write a command who have not read help. */
const otherNames: Readonly<Record<string, string>> = {
  'sign-ins': 'signins',
  'sign-in': 'signins',
  signin: 'signins',
  logins: 'signins',
  logons: 'signins',
  login: 'signins',
  logs: 'signins',
  policys: 'policies',
  rules: 'policies',
  changes: 'audits',
  audit: 'audits',
  auditlog: 'audits',
  documents: 'files',
  emails: 'mail',
  mails: 'mail',
  profile: 'user',
};

function withoutFillers(words: readonly Word[]): readonly Word[] {
  const start = words.findIndex(({ text, quoted }) => quoted || !fillers.has(text.toLowerCase()));
  return start === -1 ? words : words.slice(start);
}

/** “sign ins” and “log ins” are one word here. */
function joined(words: readonly Word[]): readonly Word[] {
  const [first, second, ...rest] = words;
  const isTwo =
    /^(?:sign|log)$/i.test(first?.text ?? '') && /^(?:ins?|ons?)$/i.test(second?.text ?? '');
  return isTwo ? [{ text: 'signins', quoted: false }, ...rest] : words;
}

function keywordsOf(args: Arguments): readonly string[] {
  return Object.values(args).flatMap(({ keywords, inside = [] }) => [...keywords, ...inside]);
}

function corrected(word: Word, args: Arguments): Word {
  const keywords = keywordsOf(args);
  const typed = word.text.toLowerCase();
  if (word.quoted || keywords.includes(typed)) return word;
  if (typed === 'of' && keywords.includes('for')) return { text: 'for', quoted: false };
  const meant = keywords.find((keyword) => isTypingMistake(typed, keyword));
  return meant === undefined ? word : { text: meant, quoted: false };
}

interface Reading {
  readonly command: Command;
  readonly rest: readonly Word[];
}

const isSignIns = ({ text, quoted }: Word) =>
  !quoted && (text.toLowerCase() === 'signins' || otherNames[text.toLowerCase()] === 'signins');

/** “failed sign-ins of alice”: a filter of the list comes first, its name somewhere. */
function asFilters(words: readonly Word[], commands: readonly Command[]): Reading | undefined {
  const command = commands.find(({ name }) => name === 'signins');
  const first = words[0] && command && corrected(words[0], command.args);
  const isFilter = first && keywordsOf(command.args).includes(first.text.toLowerCase());
  return isFilter ? { command, rest: words.filter((word) => !isSignIns(word)) } : undefined;
}

function asTypedCommand(words: readonly Word[], commands: readonly Command[]): Reading | undefined {
  const { command, rest } = commandAndRest(words.map(asTyped).join(' '), commands);
  return command && { command, rest };
}

function asOtherName(words: readonly Word[], commands: readonly Command[]): Reading | undefined {
  const typed = words[0]?.text.toLowerCase() ?? '';
  const command = commands.find(({ name }) => name === otherNames[typed]);
  return command && { command, rest: words.slice(1) };
}

/** Names of two words are compared with two words. */
function asMistypedName(words: readonly Word[], commands: readonly Command[]): Reading | undefined {
  const names = commands.map(({ name }) => name);
  for (const length of [2, 1]) {
    const typed = words
      .slice(0, length)
      .map(({ text }) => text.toLowerCase())
      .join(' ');
    const name = nearestName(typed, names);
    const command = commands.find((one) => one.name === name);
    const isLikely =
      name !== undefined &&
      name.split(' ').length === length &&
      (isTypingMistake(typed, name) || (typed.length > 2 && name.startsWith(typed)));
    if (isLikely && command) return { command, rest: words.slice(length) };
  }
  return undefined;
}

/**
 * What a mistyped line most likely means, as a line that parses: the nearest command, its keywords spelled right.
 * Undefined when no other reading comes to mind.
 */
export function nearestReading(line: string, commands: readonly Command[]): string | undefined {
  const words = joined(withoutFillers(wordsOf(line.trim().replace(/^\//, ''))));
  const typed = line.trim().toLowerCase();
  return [asFilters, asTypedCommand, asOtherName, asMistypedName]
    .map((reading) => reading(words, commands))
    .filter((reading) => reading !== undefined)
    .map(({ command, rest }) =>
      [command.name, ...rest.map((word) => asTyped(corrected(word, command.args)))].join(' '),
    )
    .find((read) => read.toLowerCase() !== typed && parse(read, commands).kind === 'command');
}
