import type { Command } from '../command.ts';
import { parse } from '../parse.ts';

/** Longer ones are cut: a reason is a case number or a sentence. */
export const longestReason = 200;

const suffix = /^(.*?)\s+because\s+(\S.*)$/is;

/** A reason as it is kept: one line, without characters that turn or hide text. */
export function cleanReason(reason: string | undefined): string | undefined {
  const words = reason?.replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, longestReason);
  return words || undefined;
}

const isQuoteOpen = (text: string) => (text.match(/["“”]/g)?.length ?? 0) % 2 === 1;

/** A line without its `because …`, and the reason; commands that take a reason of their own keep theirs. */
export function splitReason(
  text: string,
  commands: readonly Command[],
): { readonly text: string; readonly reason?: string | undefined } {
  const [, line, words] = suffix.exec(text) ?? [];
  if (line === undefined || isQuoteOpen(line)) return { text };
  const parsed = parse(line.trim(), commands);
  const takesReason =
    parsed.kind !== 'unknown' &&
    Object.values(parsed.command.args).some(({ keywords }) => keywords.includes('because'));
  return takesReason ? { text } : { text: line, reason: cleanReason(words) };
}
