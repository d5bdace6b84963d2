import type { Argument, Arguments, Segment } from './argument.ts';
import type { Word } from './words.ts';

/** A segment with the argument that it belongs to; undefined: words before the first keyword. */
export type NamedSegment = Segment & { readonly argument: string | undefined };

function continues(current: Argument<unknown> | undefined, word: string, at: number): boolean {
  const isNext = at === 0 && (current?.followedBy?.includes(word) ?? false);
  return isNext || (current?.inside?.includes(word) ?? false);
}

/** Cuts the words behind a command's name at its keywords. */
export function segmentsOf(line: readonly Word[], args: Arguments): NamedSegment[] {
  const named = Object.entries(args);
  const segments: (NamedSegment & { words: Word[] })[] = [];
  let current: Argument<unknown> | undefined;
  for (const [at, word] of line.entries()) {
    const lower = word.text.toLowerCase();
    const begins = word.quoted
      ? undefined
      : named.find(
          ([, { keywords, begins: means }]) =>
            keywords.includes(lower) && (means?.(line.slice(at + 1)) ?? true),
        );
    if (!word.quoted && continues(current, lower, segments.at(-1)?.words.length ?? 0)) {
      segments.at(-1)?.words.push(word);
    } else if (begins) {
      current = begins[1];
      segments.push({ argument: begins[0], keyword: lower, words: [] });
    } else {
      if (segments.length === 0) segments.push({ argument: undefined, keyword: '', words: [] });
      segments.at(-1)?.words.push(word);
    }
  }
  return segments;
}
