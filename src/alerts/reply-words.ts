import type { Case, CaseEvent, CaseStep } from '../domain/case.ts';
import { whoIn } from '../domain/case-title.ts';
import { namesPerson } from '../domain/person-reference.ts';
import { startUpper } from '../domain/sentence.ts';
import type { AlertDetail } from '../ports/notifier.ts';
import type { Mentioned } from './mentions.ts';

/** What the message below a card binds. */
export interface ReplyView {
  readonly icon: string;
  readonly words: string;
  readonly mentioned: readonly Mentioned[];
}

const icons: Readonly<Partial<Record<CaseStep, string>>> = {
  explained: '🛠️',
  flared: '🔁',
  rose: '⬆️',
};

export function replyIcon({ what }: CaseEvent): string {
  return icons[what] ?? '⏰';
}

/** Whom a step calls for below the card, as the rules file names her: she could not be told in a chat of her own. */
export function calledFor({ what, note = '' }: Pick<CaseEvent, 'what' | 'note'>): string[] {
  return what === 'escalated' && namesPerson(note) ? [note] : [];
}

/** Notes and headlines may name addresses and places. */
function briefWords(alert: Case, what: CaseStep): string {
  const about = `${whoIn(alert)}: ${alert.verdict}, ${alert.app.name}`;
  if (what === 'reminded') return `Nobody is on it yet. ${about}`;
  if (what === 'escalated') return `Still nobody is on it: escalated. ${about}`;
  if (what === 'flared') return `It goes on. ${about}`;
  if (what === 'rose') return `It got worse: severity ${alert.severity}. ${about}`;
  return `This case was ${what}. ${about}`;
}

/** What the reply below a card says: it rings on phones, so the case is named again. */
export function replyWords(alert: Case, { what, note }: CaseEvent, detail?: AlertDetail): string {
  if (detail === 'brief') return briefWords(alert, what);
  const about = `${whoIn(alert)}: ${alert.headline}, ${alert.app.name}`;
  const more = note === undefined ? '' : `, ${note}`;
  if (what === 'reminded') return `Nobody is on it yet${more}. ${about}`;
  if (calledFor({ what, note }).length > 0) {
    return `Still nobody is on it: escalated to ${note}, who has no chat with the bot yet (she writes “hi” to it once). ${about}`;
  }
  if (what === 'escalated') return `Still nobody is on it: escalated to ${note}. ${about}`;
  if (what === 'flared') return `It goes on: ${note}. ${about}`;
  if (what === 'rose') return `It got worse: severity ${note}. ${about}`;
  if (what === 'explained') return `${startUpper(note ?? '')}. ${about}`;
  return `This case was ${what}${more}. ${about}`;
}
