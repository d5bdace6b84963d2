import { changeWords } from '../../domain/auditing/change-words.ts';
import { isOpen, type KeptChange } from '../../domain/auditing/kept-change.ts';
import { many } from '../figures.ts';
import { isoOf } from '../iso.ts';

type Counts = Readonly<Partial<Record<KeptChange['state'], number>>>;

const states = {
  waiting: ['⏳ To be made', 'Default'],
  set: ['⏳ Made; not seen yet', 'Default'],
  true: ['✅ Made, and seen to be so', 'Good'],
  'was-so': ['✅ Was so already', 'Good'],
  failed: ['🔴 Refused', 'Attention'],
  late: ['🟡 Made, and not seen in two hours', 'Warning'],
} as const satisfies Record<KeptChange['state'], readonly [string, string]>;

/** Whether it can be taken back: something was changed, and what stood there is known. */
export function canUndo({ state, reverse }: KeptChange): boolean {
  return reverse !== undefined && state !== 'failed' && state !== 'was-so';
}

function lineOf(kept: KeptChange, mayUndo: boolean) {
  const { number, change, state, before, problem, by, askedAt, undoes } = kept;
  const [words, stateColor] = states[state];
  const why = problem ? [problem.sentence, problem.hint].filter(Boolean).join(' ') : '';
  return {
    headline: `${number} · ${changeWords(change)}`,
    state: undoes === undefined ? words : `${words} (takes back ${undoes})`,
    stateColor,
    before: before ?? '',
    problem: why,
    who: by.name,
    askedAt: isoOf(askedAt),
    undoAsk: mayUndo && canUndo(kept) && !isOpen(kept) ? `audit undo ${number}` : '',
  };
}

const total = (counts: Counts) => Object.values(counts).reduce((sum, one) => sum + one, 0);

function progressOf(counts: Counts): { readonly progress: string; readonly progressColor: string } {
  const open = (counts.waiting ?? 0) + (counts.set ?? 0);
  const bad = (counts.failed ?? 0) + (counts.late ?? 0);
  const done = total(counts) - open - bad;
  const parts = [
    `${done} of ${total(counts)} done`,
    open > 0 ? `${open} under way` : '',
    counts.failed ? `${counts.failed} refused` : '',
    counts.late ? `${counts.late} not seen in time` : '',
  ];
  const progressColor = bad > 0 ? 'Attention' : open > 0 ? 'Default' : 'Good';
  const icon = open > 0 ? '⏳' : bad > 0 ? '🔴' : '✅';
  return { progress: `${icon} ${parts.filter(Boolean).join(', ')}`, progressColor };
}

interface Shown {
  readonly changes: readonly KeptChange[];
  readonly counts: Counts;
  /** A run of changes, told with its progress; absent: all of them. */
  readonly range?: { readonly first: number; readonly last: number };
  readonly tenantName: string;
  readonly mayUndo: boolean;
  readonly before: object | null;
  readonly more: object | null;
  /** Of the run: whether any of it can be taken back by one press. */
  readonly undoAllAsk: string;
}

/** The data of the card of changes. */
export function auditChangesView(shown: Shown) {
  const { changes, counts, range, tenantName, mayUndo } = shown;
  const count = total(counts);
  const isOfRun = range !== undefined && count > 0;
  const open = (counts.waiting ?? 0) + (counts.set ?? 0);
  return {
    title: isOfRun
      ? `Changes of auditing in ${tenantName}`
      : count === 0
        ? 'Nothing of auditing was changed through me yet'
        : `${many(count, 'change')} of auditing in ${tenantName}`,
    ...(isOfRun ? progressOf(counts) : { progress: '', progressColor: 'Default' }),
    lead:
      open > 0
        ? 'Exchange Online takes up to an hour. I look again and again, and this card follows.'
        : '',
    lines: changes.map((kept) => lineOf(kept, mayUndo)),
    before: shown.before,
    more: shown.more,
    undoAllAsk: shown.undoAllAsk,
    notes:
      count === 0
        ? '“audit enable” shows what would be changed.'
        : 'Kept for good, as is who asked for what.',
  };
}
