import type { Outcome } from '../domain/verdict.ts';

interface Look {
  readonly icon: string;
  /** Adaptive Cards text colour. */
  readonly color: 'good' | 'attention' | 'warning' | 'default';
  /** Teams chart colour. */
  readonly chartColor: string;
}

/** How each verdict looks; the word always stands beside the colour. */
export const outcomeLooks: Readonly<Record<Outcome, Look>> = {
  succeeded: { icon: '✅', color: 'default', chartColor: 'good' },
  blocked: { icon: '⛔', color: 'attention', chartColor: 'attention' },
  interrupted: { icon: '⏸️', color: 'warning', chartColor: 'warning' },
  failed: { icon: '❌', color: 'attention', chartColor: 'neutral' },
};
