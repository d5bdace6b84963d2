/** How a line of the status card stands. */
export type LineState = 'on' | 'off' | 'partly' | 'unknown' | 'reading';

interface Shown {
  readonly icon: string;
  readonly word: string;
  /** Colour of a TextBlock. */
  readonly stateColor: string;
}

const shown: Readonly<Record<LineState, Shown>> = {
  on: { icon: '🟢', word: 'on', stateColor: 'Good' },
  off: { icon: '🔴', word: 'off', stateColor: 'Attention' },
  partly: { icon: '🟡', word: 'not for all', stateColor: 'Warning' },
  unknown: { icon: '⚪', word: 'cannot tell', stateColor: 'Default' },
  reading: { icon: '⏳', word: 'reading', stateColor: 'Default' },
};

/** One line of the status card: what, how it stands, by what, what that means, and what mends it. */
export interface StatusLine {
  readonly title: string;
  readonly state: LineState;
  /** In place of the state’s own word: `off for 3 mailboxes`. */
  readonly word?: string;
  readonly evidence: string;
  readonly meaning: string;
  /** What to do, in words. */
  readonly fix?: string;
  /** A line of PowerShell. */
  readonly code?: string;
  /** Asks for all that were found. */
  readonly listAsk?: string;
}

/** A line as the template takes it. */
export function lineView({
  title,
  state,
  word,
  evidence,
  meaning,
  fix,
  code,
  listAsk,
}: StatusLine) {
  const { icon, word: usual, stateColor } = shown[state];
  return {
    headline: `${icon} ${title}: ${word ?? usual}`,
    stateColor,
    evidence,
    meaning,
    fix: fix ?? '',
    powerShell: code ?? '',
    powerShellCode: code ?? '',
    listAsk: listAsk ?? '',
  };
}
