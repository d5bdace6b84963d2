import { clientWord, usualClientWords } from '../../domain/client-apps.ts';
import { countryCode, countryName, countryNames } from '../../domain/country.ts';
import { nearestName } from '../../domain/nearest-name.ts';
import { type SummaryWord, summaryWords } from '../../domain/sign-in-summary.ts';
import { outcomes } from '../../domain/verdict.ts';
import {
  type Argument,
  count,
  oneOf,
  range,
  type Segment,
  type Values,
  words,
} from '../argument.ts';
import type { Word } from '../words.ts';
import { type TypeWord, typeWords } from './question.ts';

const said = (segments: readonly Segment[]) =>
  segments
    .flatMap((segment) => segment.words.map((word) => word.text))
    .join(' ')
    .trim();

/** The longest country that the words begin with, “Trinidad and Tobago” before “Trinidad”. */
function beginsWithCountry(following: readonly Word[]): boolean {
  const longest = 6;
  return Array.from({ length: Math.min(longest, following.length) }, (_, at) =>
    following
      .slice(0, at + 1)
      .map(({ text }) => text)
      .join(' '),
  ).some((name) => countryCode(name) !== undefined);
}

/** `from` begins a range as well: it is a country's where letters follow that no time begins with. */
function meansCountry(following: readonly Word[]): boolean {
  const [next] = following;
  if (next === undefined) return false;
  if (beginsWithCountry(following)) return true;
  return (
    next.quoted ||
    /^(?!now$|today$|yesterday$|to$|last$|since$|from$)\p{L}[\p{L}’'.-]+$/iu.test(next.text)
  );
}

function country(): Argument<string | undefined> {
  return {
    keywords: ['from'],
    begins: meansCountry,
    usage: 'from <country or ISO code>',
    read(segments) {
      if (!segments) return { ok: true, value: undefined };
      const typed = said(segments);
      const value = countryCode(typed);
      if (value !== undefined) return { ok: true, value };
      const near = nearestName(typed, countryNames);
      const hint = near ? ` Did you mean “from ${countryName(near)}”?` : '';
      const problem = `I know no country “${typed}”, and no time of that name.${hint}`;
      return { ok: false, problem };
    },
  };
}

function client(): Argument<string | undefined> {
  return {
    keywords: ['client'],
    usage: `client <${usualClientWords.join(' | ')} …>`,
    read(segments) {
      if (!segments) return { ok: true, value: undefined };
      const typed = said(segments);
      const value = clientWord(typed);
      if (value !== undefined) return { ok: true, value };
      const problem = `I know no client “${typed}”. Try one of ${usualClientWords.join(', ')}.`;
      return { ok: false, problem };
    },
  };
}

const otherSummaryWords: ReadonlyMap<string, SummaryWord> = new Map([
  ['outcome', 'verdict'],
  ['result', 'verdict'],
  ['person', 'user'],
  ['people', 'user'],
  ['place', 'country'],
  ['countries', 'country'],
  ['policies', 'policy'],
  ['date', 'day'],
]);

function summaryWord(typed: string | undefined): SummaryWord | undefined {
  const word = typed?.toLowerCase() ?? '';
  const found = summaryWords.find((one) => one === word || `${one}s` === word);
  return found ?? otherSummaryWords.get(word);
}

/** `by` is a word of names too: it begins a summary where one of its words follows. */
function summary(): Argument<SummaryWord | undefined> {
  return {
    keywords: ['by'],
    followedBy: summaryWords,
    begins: ([next]) => summaryWord(next?.text) !== undefined,
    usage: `by ${summaryWords.join(' | ')}`,
    read(segments) {
      if (!segments) return { ok: true, value: undefined };
      const [typed, ...more] = segments.flatMap((segment) => segment.words);
      const value = summaryWord(typed?.text);
      if (value !== undefined && more.length === 0) return { ok: true, value };
      return { ok: false, problem: `“by” wants one of ${summaryWords.join(', ')}.` };
    },
  };
}

/** A word that is there or not. */
function flag(word: string): Argument<true | undefined> {
  return {
    keywords: [word],
    usage: word,
    read(segments) {
      if (!segments) return { ok: true, value: undefined };
      const extra = said(segments);
      if (extra === '') return { ok: true, value: true };
      const problem = `I don’t understand “${extra}” behind “${word}”. A name that holds such a word goes into quotes.`;
      return { ok: false, problem };
    },
  };
}

/** A sign-in has one verdict: two of them leave nothing to show. */
function outcome() {
  const one = oneOf(outcomes, outcomes.join(' | '));
  const read: typeof one.read = (segments) => {
    const given = [...new Set(segments?.map(({ keyword }) => keyword))];
    if (given.length < 2) return one.read(segments);
    const problem = `No sign-in is ${given.join(' and ')} at once: ask for one of them, or for all verdicts with “by verdict”.`;
    return { ok: false, problem };
  };
  return { ...one, read };
}

export const signInArguments = {
  for: words('for', 'for <person>', true),
  outcome: outcome(),
  reportOnly: flag('report-only'),
  risky: flag('risky'),
  app: words('app', 'app <name>'),
  ip: words('ip', 'ip <address>'),
  policy: words('policy', 'policy <name or id>'),
  country: country(),
  client: client(),
  type: oneOf(Object.keys(typeWords) as TypeWord[], Object.keys(typeWords).join(' | ')),
  by: summary(),
  within: range(),
  top: count('top', 1, 500),
};
export type SignInArguments = Values<typeof signInArguments>;
