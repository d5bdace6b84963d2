/** What happened, in the words that a card says first. */
export type CaseVerdict = 'Stopped' | 'Needs the user' | 'Got in' | 'Changed';

const icons: Readonly<Record<CaseVerdict, string>> = {
  Stopped: '⛔',
  'Needs the user': '⏸️',
  'Got in': '🚨',
  Changed: '🛠️',
};

export function verdictIcon(verdict: CaseVerdict): string {
  return icons[verdict];
}
