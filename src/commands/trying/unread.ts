import type { Replay } from '../../ports/rule-trials.ts';
import { many } from '../figures.ts';
import { timeWords } from '../snooze/time-words.ts';

const minuteMs = 60_000;
const inUtc = (ms: number) => `${new Date(ms).toISOString().slice(0, 16)}Z`;
const wholeMinute = (ms: number) => Math.floor(ms / minuteMs) * minuteMs;

/** True when all that was read lies in one minute: no range that people can type ends within it. */
function isOneMinute({ window, readFrom }: Replay): boolean {
  return readFrom !== undefined && wholeMinute(+readFrom) === wholeMinute(+window.to);
}

/** The range that was not read, as a question says it; undefined: all was. */
export function restOf(replay: Replay): string | undefined {
  const { window, readFrom } = replay;
  if (readFrom === undefined) return undefined;
  const to = isOneMinute(replay) ? +readFrom - minuteMs : +readFrom;
  const from = Math.max(+window.from, 0);
  return to < from ? undefined : `from ${inUtc(from)} to ${inUtc(to)}`;
}

/** What was not read or not looked at, and by what the result may differ from the watch's. */
export function notesOf(replay: Replay, timeZone: string): string {
  const { rule, readFrom, keptFrom, pages, unchecked, waiting, completed } = replay;
  const repeats = rule === 'ca-prompt-unmet' && unchecked + waiting + completed > 0;
  return [
    readFrom &&
      `Not all was read: one answer reads ${many(pages, 'page')} at most, or what comes in 13 seconds. Everything since ${timeWords(readFrom, timeZone)} is in these figures; the button goes on with the rest. A case that spans that edge may be shorter here, or missing.`,
    isOneMinute(replay) && 'The rest of that one minute is left out.',
    keptFrom && `The log keeps nothing before ${timeWords(keptFrom, timeZone)}.`,
    repeats &&
      'A prompt counts as completed when the user got in no later than a minute after the last.',
    unchecked > 0 &&
      `Whether the user got in was not looked at for ${many(unchecked, 'group')} of prompts: an answer looks after five people at most.`,
    'Each record is judged as if it had come within a minute; the watch sees logs later and may group a few differently.',
  ]
    .filter(Boolean)
    .join(' ');
}
