import type { ChangeRange } from '../../ports/auditing.ts';
import type { Argument, Segment } from '../argument.ts';

const said = (segments: readonly Segment[]) =>
  segments
    .flatMap((segment) => segment.words.map((word) => word.text))
    .join(' ')
    .trim();

/** The mark of what was shown, pressed on the second step; not for help. */
export function confirmedMark(): Argument<string | undefined> {
  return {
    keywords: ['confirmed'],
    usage: '',
    read: (segments) => ({ ok: true, value: segments && said(segments) }),
  };
}

const shape = /^(\d{1,9})(?:\s*(?:-|–|to)\s*(\d{1,9}))?$/;

/** One number of a change, or a range of them: `12`, `12-40`. */
export function changeNumbers(usage: string): Argument<ChangeRange | undefined> {
  return {
    keywords: ['number'],
    inside: ['to', 'number'],
    leading: true,
    usage,
    read(segments) {
      if (segments === undefined) return { ok: true, value: undefined };
      const [, from, to = from] = shape.exec(said(segments)) ?? [];
      const [first, last] = [Number(from), Number(to)];
      if (first > 0 && first <= last) return { ok: true, value: { first, last } };
      const problem = 'Changes have numbers: write “12”, or “12-40” for several.';
      return { ok: false, problem };
    },
  };
}
