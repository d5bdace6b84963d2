import { counted } from '../../domain/activity/count-words.ts';
import type { Described } from '../../domain/activity/described.ts';
import type { ActivityInput } from './input.ts';

const hourMs = 60 * 60_000;
const usualLagMs = 1.5 * hourMs;

const lag = 'Records arrive 60 to 90 minutes late as a rule, sometimes later.';

function incomplete({ facts }: ActivityInput): readonly string[] {
  const { isTruncated, unreadable, dropped } = facts;
  return [
    isTruncated
      ? 'Microsoft left records out of this search: ask for a shorter range to see all of them.'
      : '',
    dropped > 0
      ? `${counted(dropped, 'record')} above the most I keep ${dropped === 1 ? 'is' : 'are'} not shown: ask for a shorter range.`
      : '',
    unreadable > 0
      ? `${counted(unreadable, 'record')} could not be read (no time, or no record at all).`
      : '',
  ];
}

function late({ window, facts }: ActivityInput): string {
  const isRecent = facts.finishedAt.getTime() - window.to.getTime() < usualLagMs;
  return isRecent ? `${lag} What happened just now may be missing.` : '';
}

/** Mail that was read or moved by its owner is often not recorded at all: nothing found proves nothing. */
function unrecorded({ kind }: ActivityInput, all: readonly Described[]): readonly string[] {
  if (kind !== 'mail') return [];
  const hasReads = all.some(({ done }) => done === 'read');
  const hasMoves = all.some(({ done }) => done === 'moved');
  return [
    hasReads
      ? 'Reads name message ids, no subjects.'
      : 'No reads of mail (MailItemsAccessed) are among them: they are recorded for licences with Audit (E3 or E5) alone, and only while the mailbox has the default audit set.',
    hasMoves
      ? ''
      : 'Moves by the owner (Move) are not recorded unless an administrator adds them to the mailbox’s audit set.',
  ];
}

function throttled(all: readonly Described[]): string {
  return all.some(({ done, important }) => done === 'read' && important)
    ? 'Exchange stopped recording reads for a while (IsThrottled): the list of reads is not complete.'
    : '';
}

/** What should be in the answer and is not. */
export function missingOf(input: ActivityInput, all: readonly Described[]): string {
  return [...incomplete(input), throttled(all)].filter(Boolean).join(' ');
}

/** What is late or was never recorded, and what searching costs. */
export function notesOf(input: ActivityInput, all: readonly Described[]): string {
  const { searchesUsed, searchesADay } = input.facts;
  const used = `${searchesUsed} of about ${searchesADay} searches of the last 24 hours are used.`;
  return [late(input), ...unrecorded(input, all), used, input.aside].filter(Boolean).join(' ');
}
