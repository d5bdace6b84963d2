import type { Arguments } from './argument.ts';
import type { Command } from './command.ts';
import { isTypingMistake, nearestName } from './nearest-name.ts';
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
  logins: 'signins',
  logons: 'signins',
  login: 'signins',
  logs: 'signins',
  policys: 'policies',
  rules: 'policies',
  changes: 'audits',
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

function commandMeant(words: readonly Word[], commands: readonly Command[]) {
  const line = words.map(asTyped).join(' ');
  const exact = commandAndRest(line, commands);
  if (exact.command) return { command: exact.command, rest: exact.rest };
  const [first, ...rest] = words;
  const typed = first?.text.toLowerCase() ?? '';
  const name =
    otherNames[typed] ??
    nearestName(
      typed,
      commands.map((command) => command.name),
    );
  const command = commands.find((one) => one.name === name);
  const isLikely =
    name !== undefined &&
    (typed in otherNames ||
      isTypingMistake(typed, name) ||
      (typed.length > 2 && name.startsWith(typed)));
  return isLikely && command ? { command, rest } : undefined;
}

function asFilters(words: readonly Word[], commands: readonly Command[]) {
  const signins = commands.find(({ name }) => name === 'signins');
  const first = words[0] && signins && corrected(words[0], signins.args);
  const isKeyword =
    first !== undefined && keywordsOf(signins?.args ?? {}).includes(first.text.toLowerCase());
  return signins && isKeyword ? { command: signins, rest: words } : undefined;
}

/**
 * What a mistyped line most likely means, as a line that parses: the nearest command, its keywords spelled right.
 * Undefined when no other reading comes to mind.
 */
export function nearestReading(line: string, commands: readonly Command[]): string | undefined {
  const words = joined(withoutFillers(wordsOf(line.trim().replace(/^\//, ''))));
  const meant = asFilters(words, commands) ?? commandMeant(words, commands);
  if (!meant) return undefined;
  const { command, rest } = meant;
  const reading = [command.name, ...rest.map((word) => asTyped(corrected(word, command.args)))];
  const read = reading.join(' ');
  const isSame = read.toLowerCase() === line.trim().toLowerCase();
  return !isSame && parse(read, commands).kind === 'command' ? read : undefined;
}
