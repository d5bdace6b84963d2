import type { Case, CaseEvent } from '../domain/case.ts';
import { whoIn } from '../domain/case-title.ts';

/** What the reply below a card says: it rings on phones, so the case is named again. */
export function replyWords(alert: Case, { what, note }: CaseEvent): string {
  const about = `${whoIn(alert)}: ${alert.headline}, ${alert.app.name}`;
  const more = note === undefined ? '' : `, ${note}`;
  if (what === 'reminded') return `Nobody is on it yet${more}. ${about}`;
  if (what === 'escalated') return `Still nobody is on it: escalated to ${note}. ${about}`;
  if (what === 'explained') return `${note}. ${about}`;
  return `This case was ${what}${more}. ${about}`;
}
