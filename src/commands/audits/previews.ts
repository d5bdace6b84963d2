import { actorName } from '../../domain/audit-words/actors.ts';
import { sentenceOf } from '../../domain/audit-words.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import { startUpper } from '../../domain/sentence.ts';
import type { Preview } from '../request.ts';
import { shortTime } from '../short-time.ts';
import { iconOf } from './view.ts';

/** More are not chosen from by looking: the question is made narrower. */
export const mostPreviews = 50;

/** Entries one by one, in the order given. */
export function auditPreviews(
  entries: readonly DirectoryAudit[],
  timeZone: string,
): readonly Preview[] {
  return entries.map((entry) => ({
    title: `${iconOf(entry)} ${sentenceOf(entry)}`,
    text: [entry.activity, startUpper(actorName(entry.actor)), shortTime(entry.at, timeZone)].join(
      ' · ',
    ),
    ask: `audit ${entry.id}`,
  }));
}
