import { countryCode, countryNames } from '../../domain/country.ts';
import { ipRangeText, readIpRange } from '../../domain/ip-range.ts';
import { nearestName } from '../../domain/nearest-name.ts';
import { type Argument, type Segment, type Values, words } from '../argument.ts';
import { asTyped } from '../words.ts';

/** Fits a line of the card that shows it. */
const longestReason = 200;

const said = (segments: readonly Segment[]): string =>
  segments
    .flatMap((segment) => segment.words.map((word) => word.text))
    .join(' ')
    .trim();

/** Until when, as typed: what it means depends on the clock and the asker's zone. */
function ending(): Argument<string | undefined> {
  return {
    keywords: ['for', 'until', 'till'],
    usage: 'for <2d> | until <friday>',
    read(segments) {
      if (!segments) return { ok: true, value: undefined };
      if (segments.length > 1)
        return { ok: false, problem: 'Say one end: “for 2d” or “until friday”.' };
      return { ok: true, value: `${segments[0]?.keyword} ${said(segments)}` };
    },
  };
}

/** All that stands behind “because”, keywords of other arguments too. */
function reason(others: readonly string[]): Argument<string | undefined> {
  return {
    keywords: ['because'],
    inside: ['because', ...others],
    usage: 'because <reason>',
    read(segments) {
      if (!segments) return { ok: true, value: undefined };
      const value = segments
        .flatMap((segment) => segment.words.map(asTyped))
        .join(' ')
        .trim();
      if (value === '') return { ok: false, problem: '“because” wants a reason behind it.' };
      if (value.length <= longestReason) return { ok: true, value };
      const problem = `The reason is too long: ${longestReason} letters at most.`;
      return { ok: false, problem };
    },
  };
}

function network(): Argument<string | undefined> {
  return {
    keywords: ['ip'],
    usage: 'ip <203.0.113.0/24>',
    read(segments) {
      if (!segments) return { ok: true, value: undefined };
      const typed = said(segments);
      const range = readIpRange(typed);
      if (range !== undefined) return { ok: true, value: ipRangeText(range) };
      const problem = `“${typed}” is no address or network: write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.`;
      return { ok: false, problem };
    },
  };
}

/** A country by name or ISO code. */
export function country(keywords: readonly string[]): Argument<string | undefined> {
  return {
    keywords,
    usage: `${keywords[0]} <country or ISO code>`,
    read(segments) {
      if (!segments) return { ok: true, value: undefined };
      const typed = said(segments);
      const value = countryCode(typed);
      if (value !== undefined) return { ok: true, value };
      const near = nearestName(typed, countryNames);
      const hint = near === undefined ? '' : ` Did you mean “${near}”?`;
      return { ok: false, problem: `I know no country “${typed}”.${hint}` };
    },
  };
}

/** Pressed on the second step of what reaches far. */
export function confirmed(): Argument<boolean> {
  return {
    keywords: ['confirmed'],
    usage: '',
    read: (segments) => ({ ok: true, value: segments !== undefined }),
  };
}

export const endingAndReason = (others: readonly string[]) => ({
  ending: ending(),
  confirmed: confirmed(),
  because: reason(['for', 'until', 'till', 'confirmed', ...others]),
});

const subjects = ['user', 'policy', 'app', 'ip', 'country', 'from', 'rule'];

export const snoozeArguments = {
  user: words('user', '<person>', true),
  policy: words('policy', 'policy <name or id>'),
  app: words('app', 'app <name>'),
  ip: network(),
  country: country(['country', 'from']),
  rule: words('rule', 'rule <name>'),
  ...endingAndReason(subjects),
};
export type SnoozeArguments = Values<typeof snoozeArguments>;
