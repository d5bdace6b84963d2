import { counted } from '../../domain/activity/count-words.ts';
import { describeFold } from '../../domain/activity/describe.ts';
import { type Described, type Done, doneWords } from '../../domain/activity/described.ts';
import { type Fold, foldActivities } from '../../domain/activity/fold.ts';
import { shortIp } from '../../domain/ip-address.ts';
import { quoted } from '../../domain/sentence.ts';
import { fitting } from '../fitting.ts';
import { isoOf } from '../iso.ts';
import type { Reply } from '../request.ts';
import { doneLabels } from './done-looks.ts';
import type { ActivityInput } from './input.ts';
import { missingOf, notesOf } from './notes.ts';
import { whoWords } from './who-words.ts';

/** Lines on one card: the same for every page, or records would fall between them. */
const linesAPage = 6;
/** What is left out while the card is too big: buttons that a long address of a file stands in. Never a line. */
interface Room {
  readonly filters: number;
  /** Without, a record leads back to the first page. */
  readonly wayBack: boolean;
}
const rooms = [
  { filters: 5, wayBack: true },
  { filters: 2, wayBack: true },
  { filters: 0, wayBack: true },
  { filters: 0, wayBack: false },
] as const;
/** A younger answer counts as just found. */
const freshMs = 2 * 60_000;

interface Line {
  readonly fold: Fold;
  readonly words: Described;
}

/** Her own doings in a list of hers need no name. */
function isHerself({ person, kind }: ActivityInput, { who, whoKind }: Described): boolean {
  if (kind === 'file' || person === undefined) return false;
  const isOrdinary = whoKind === 'user' || whoKind === 'owner';
  return isOrdinary && who.toLowerCase() === person.userPrincipalName.toLowerCase();
}

function lineOf({ fold, words }: Line, input: ActivityInput, back: object | null) {
  const { records, latest, firstAt } = fold;
  const isSpan = records.length > 1 && isoOf(firstAt) !== isoOf(latest.at);
  return {
    icon: words.icon,
    headline: words.sentence,
    color: words.important ? 'attention' : 'default',
    times: records.length > 1 ? counted(records.length, 'time') : '',
    who: isHerself(input, words) ? '' : whoWords(words),
    where: words.where ?? '',
    from: words.from === undefined ? '' : `from ${shortIp(words.from)}`,
    caveat: words.important ? (words.caveat ?? '') : '',
    firstAt: isSpan ? isoOf(firstAt) : '',
    lineAt: isoOf(latest.at),
    ask: input.openAsk(latest.id),
    back,
  };
}

const kindWords = { activity: 'Activity', files: 'Files', mail: 'Mail', file: 'File' } as const;

function titleOf({ kind, person, file, only }: ActivityInput): string {
  const what = kindWords[kind];
  const whose = [kind === 'file' && file ? quoted(file) : '', person ? `of ${person.name}` : ''];
  const shown = only === undefined ? '' : `(${doneLabels[only].toLowerCase()})`;
  return [what, ...whose, shown].filter(Boolean).join(' ');
}

/** Lines by what was done, most first. */
function countsOf(lines: readonly Line[]) {
  return doneWords
    .map((done) => ({ done, count: lines.filter(({ words }) => words.done === done).length }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
}

function countsText(counts: readonly { readonly done: Done; readonly count: number }[]): string {
  return counts
    .map(({ done, count }) => `${count.toLocaleString('en')} ${doneLabels[done].toLowerCase()}`)
    .join(' · ');
}

function emptyOf({ only, kind, person, file }: ActivityInput, all: number): string {
  if (all > 0 && only !== undefined) {
    return `Nothing was ${doneLabels[only].toLowerCase()} among ${counted(all, 'record')} of this range.`;
  }
  const who = person?.name ?? 'anybody';
  const whose = kind === 'file' ? `on ${quoted(file ?? '')}` : `by ${who}`;
  const others = kind === 'mail' ? ', nor by others in this mailbox,' : '';
  return `The log holds nothing ${whose}${others} in this range so far. ${
    kind === 'file' ? 'Files are found by their exact address or by a word of their name.' : ''
  }`.trim();
}

/** What was found, as its card binds it. */
export function activityView(input: ActivityInput, room: Room = rooms[0]) {
  const { only, ask, facts, now } = input;
  const until = isoOf(input.until);
  const lines = foldActivities(input.records).map((fold) => ({ fold, words: describeFold(fold) }));
  const shown = lines.filter(({ words }) => only === undefined || words.done === only);
  const pages = Math.max(1, Math.ceil(shown.length / linesAPage));
  const page = Math.min(Math.max(1, Math.trunc(input.page)), pages);
  const counts = countsOf(lines);
  const described = lines.map(({ words }) => words);
  const place = { ask, until };
  const records = lines.reduce((sum, { fold }) => sum + fold.records.length, 0);
  return {
    title: titleOf(input),
    subtitle: [input.person?.userPrincipalName, input.rangeLabel].filter(Boolean).join(' · '),
    total: `${counted(records, 'record')}${records > lines.length ? ` in ${counted(lines.length, 'line')}` : ''}`,
    countsText: countsText(counts),
    filters: counts
      .filter(({ done }) => done !== only)
      .slice(0, room.filters)
      .map(({ done, count }) => ({
        label: `${doneLabels[done]} (${count.toLocaleString('en')})`,
        ask: input.onlyAsk(done),
        until,
      })),
    allAsk: only === undefined ? '' : input.onlyAsk(undefined),
    lines: shown
      .slice((page - 1) * linesAPage, page * linesAPage)
      .map((line) => lineOf(line, input, room.wayBack ? { ...place, page } : null)),
    empty: shown.length === 0 ? emptyOf(input, records) : '',
    pageText: pages > 1 ? `Page ${page} of ${pages} (${counted(shown.length, 'line')})` : '',
    newer: page > 1 ? { ...place, page: page - 1 } : null,
    older: page < pages ? { ...place, page: page + 1 } : null,
    until,
    foundAt: isoOf(facts.finishedAt),
    foundWords: now.getTime() - facts.finishedAt.getTime() > freshMs ? 'Reused, found' : 'Found',
    anewAsk: input.anewAsk,
    missing: { notes: missingOf(input, described) },
    notes: notesOf(input, described),
    portalUrl: input.portal.auditSearch(),
  };
}

/** What was found, as an answer; with fewer buttons while it does not fit. */
export function activityReply(input: ActivityInput): Reply {
  const reply = fitting('activity', rooms, (room) => activityView(input, room));
  return { ...reply, asked: input.ask };
}
