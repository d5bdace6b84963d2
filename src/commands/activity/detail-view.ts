import { describeActivity } from '../../domain/activity/describe.ts';
import type { Described, Detail } from '../../domain/activity/described.ts';
import { fieldsOf, idsOf } from '../../domain/activity/fields.ts';
import { type Fold, foldActivities } from '../../domain/activity/fold.ts';
import type { ActivityRecord } from '../../domain/activity-record.ts';
import { shortIp } from '../../domain/ip-address.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import { isoOf } from '../iso.ts';
import { backAction, type ListPlace } from '../request.ts';
import { fieldPages, fittingFields, lettersOf, lettersOfField } from './field-pages.ts';
import { whoWords } from './who-words.ts';

interface DetailInput {
  readonly record: ActivityRecord;
  /** All records of the answer: those that say the same thing are a press away. */
  readonly records: readonly ActivityRecord[];
  /** Of the fields, 1 for the first. */
  readonly page: number;
  readonly back: ListPlace | undefined;
  readonly openAsk: (recordId: string) => string;
  readonly portal: PortalLinks;
}

/** The record's line in the list, and where it stands in it. */
function placeOf(record: ActivityRecord, records: readonly ActivityRecord[]) {
  for (const fold of foldActivities(records)) {
    const at = fold.records.findIndex(({ id }) => id === record.id);
    if (at >= 0) return { fold, at };
  }
  return undefined;
}

function siblingsOf({ fold, at }: { fold: Fold; at: number }, openAsk: (id: string) => string) {
  const { records } = fold;
  const newer = at > 0 ? records[at - 1] : undefined;
  const older = records[at + 1];
  return {
    words: records.length > 1 ? `Record ${at + 1} of ${records.length} of this line.` : '',
    newerAsk: newer ? openAsk(newer.id) : '',
    olderAsk: older ? openAsk(older.id) : '',
  };
}

const noSiblings = { words: '', newerAsk: '', olderAsk: '' };

/** Of the 12,500 letters of a card: its frame and buttons aside, and the way back, which six of them carry. */
const lettersInAll = 9_000;
const buttonsWithWayBack = 6;
const mostOfDetails = 3_500;
/** The renderer cuts longer texts; a name or path stands whole among the fields below. */
const longest = { sentence: 400, name: 100, path: 160 };

function shortened(words: string, most: number): string {
  const characters = [...words];
  return characters.length <= most ? words : `${characters.slice(0, most - 1).join('')}…`;
}

/** What is shown in words, and the fields as they came in pages that fit below it. */
function inPages(
  record: ActivityRecord,
  words: Described,
  { who, where, back }: { who: string; where: string; back: ListPlace | undefined },
) {
  const sentence = shortened(words.sentence, longest.sentence);
  // Sentence and name stand thrice, twice of it without escapes: in the card's fallback and in what is spoken.
  const head = lettersOf(sentence + who + where + (words.caveat ?? ''));
  const spoken = 2 * (sentence.length + who.length);
  const wayBack = buttonsWithWayBack * JSON.stringify(back ?? '').length;
  const further = lettersInAll - head - spoken - wayBack;
  const ids = idsOf(record);
  const withIds = ids.reduce((left, field) => left - lettersOfField(field), further);
  const details = fittingFields(words.details, Math.min(mostOfDetails, withIds));
  const first = details.reduce((left, field) => left - lettersOfField(field), withIds);
  return { details, ids, pages: fieldPages(fieldsOf(record), { first, further }) };
}

const factOf = ({ label, value }: Detail) => ({ title: label, value });

/** One record in words, then every field of it as it came, page by page, as its card binds it. */
export function activityDetailView({
  record,
  records,
  back,
  openAsk,
  portal,
  ...asked
}: DetailInput) {
  const words = describeActivity(record);
  const place = placeOf(record, records);
  const who = shortened(whoWords(words), longest.name);
  const where = shortened(words.where ?? '', longest.path);
  const { details, ids, pages } = inPages(record, words, { who, where, back });
  const page = Math.min(Math.max(1, Math.trunc(asked.page)), pages.length);
  const ask = openAsk(record.id);
  const siblings = place ? siblingsOf(place, openAsk) : noSiblings;
  return {
    icon: words.icon,
    color: words.important ? 'attention' : 'default',
    headline: words.sentence,
    who,
    where,
    from: words.from === undefined ? '' : `From ${shortIp(words.from)}`,
    happenedAt: isoOf(record.at),
    caveat: words.caveat ?? '',
    details: page === 1 ? details.map(factOf) : [],
    ids: page === 1 ? ids.map(factOf) : [],
    fieldsTitle:
      pages.length > 1
        ? `All fields as recorded, page ${page} of ${pages.length}`
        : 'All fields as recorded',
    fields: (pages[page - 1] ?? []).map(factOf),
    lessFields: page > 1 ? { ask, page: page - 1, back: back ?? null } : null,
    moreFields: page < pages.length ? { ask, page: page + 1, back: back ?? null } : null,
    siblings: siblings.words,
    newerAsk: siblings.newerAsk,
    olderAsk: siblings.olderAsk,
    back: back ?? null,
    backAction: backAction(back),
    portalUrl: portal.auditSearch(),
  };
}
