/** What happened, in the words that a card says first. */
export type CaseVerdict = 'Stopped' | 'Needs the user' | 'Got in' | 'Changed' | 'Would stop';

const icons: Readonly<Record<CaseVerdict, string>> = {
  Stopped: '⛔',
  'Needs the user': '⏸️',
  'Got in': '🚨',
  Changed: '🛠️',
  'Would stop': '🧪',
};

export function verdictIcon(verdict: CaseVerdict): string {
  return icons[verdict];
}
