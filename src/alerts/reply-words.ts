import type { Case, CaseEvent, CaseStep } from '../domain/case.ts';
import { whoIn } from '../domain/case-title.ts';
import { startUpper } from '../domain/sentence.ts';
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

/** What the reply below a card says: it rings on phones, so the case is named again. */
export function replyWords(alert: Case, { what, note }: CaseEvent): string {
  const about = `${whoIn(alert)}: ${alert.headline}, ${alert.app.name}`;
  const more = note === undefined ? '' : `, ${note}`;
  if (what === 'reminded') return `Nobody is on it yet${more}. ${about}`;
  if (what === 'escalated') return `Still nobody is on it: escalated to ${note}. ${about}`;
  if (what === 'flared') return `It goes on: ${note}. ${about}`;
  if (what === 'rose') return `It got worse: severity ${note}. ${about}`;
  if (what === 'explained') return `${startUpper(note ?? '')}. ${about}`;
  return `This case was ${what}${more}. ${about}`;
}
