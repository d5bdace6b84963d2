import type { AuditScan, FindingKind } from '../../domain/auditing/audit-scan.ts';
import { powerShellForAll } from '../../domain/auditing/power-shell.ts';
import { inFigures, many } from '../figures.ts';
import type { AuditFacts } from './facts.ts';
import type { StatusLine } from './state.ts';
import { whyNot } from './switch-lines.ts';

/** “Alice, Bob and 3 more”. */
function namesWords(names: readonly string[], count: number): string {
  const more = count - names.length;
  const listed = names.join(', ');
  return more > 0 ? `${listed} and ${inFigures(more)} more` : listed;
}

function progressWords({ mailboxes, accounts, step, problem }: AuditScan): string {
  const read =
    step === 'mailboxes'
      ? `${many(mailboxes.mailboxes, 'mailbox', 'mailboxes')} read so far.`
      : `${many(mailboxes.mailboxes, 'mailbox', 'mailboxes')} read, and ${many(accounts, 'account')} of those that may be bypassed so far.`;
  return problem === undefined ? read : `${read} ${problem.sentence} It goes on by itself.`;
}

function failureWords({ problem }: AuditScan): string {
  return ['The reading broke off.', problem?.sentence, problem?.hint].filter(Boolean).join(' ');
}

interface Kind {
  readonly kind: FindingKind;
  readonly title: string;
  readonly count: (scan: AuditScan) => number;
  /** When the list is read whole. */
  readonly isRead: (scan: AuditScan) => boolean;
  readonly none: (scan: AuditScan) => string;
  readonly some: (count: number, names: string, scan: AuditScan) => string;
  readonly meaning: string;
  readonly fix: string;
}

const kinds: readonly Kind[] = [
  {
    kind: 'bypass',
    title: 'Auditing of every account',
    count: ({ bypassed }) => bypassed,
    isRead: ({ state }) => state === 'finished',
    none: ({ accounts }) => `None of ${many(accounts, 'account')} has AuditBypassEnabled.`,
    some: (count, names) => `AuditBypassEnabled is True of ${many(count, 'account')}: ${names}.`,
    meaning:
      'What a bypassed account does in any mailbox is not recorded. Sometimes it is a service account’s, on purpose; sometimes somebody hides.',
    fix: 'To end all of it, in Exchange Online PowerShell:',
  },
  {
    kind: 'outdated',
    title: 'Microsoft’s audit set',
    count: ({ mailboxes }) => mailboxes.outdated,
    isRead: ({ state, step }) => state === 'finished' || step === 'bypasses',
    none: ({ mailboxes: { mailboxes, chosen } }) =>
      chosen === 0
        ? `All of ${many(mailboxes, 'mailbox', 'mailboxes')} follow it.`
        : `${many(chosen, 'mailbox has a list of its own that misses', 'mailboxes have lists of their own that miss')} nothing.`,
    some: (count, names, { mailboxes: { mailboxes, withExtra } }) =>
      `${many(count, `of ${inFigures(mailboxes)} mailboxes has a list of its own that misses`, `of ${inFigures(mailboxes)} mailboxes have lists of their own that miss`)} something: ${names}.${withExtra === 0 ? '' : ` ${many(withExtra, 'of them also records', 'of them also record')} what Microsoft’s set does not.`}`,
    meaning:
      'A list that somebody made by hand misses what Microsoft has added since, such as MailItemsAccessed and Send.',
    fix: 'To give all of them Microsoft’s set, in Exchange Online PowerShell (what only their own lists had is lost):',
  },
  {
    kind: 'left-out',
    title: 'Rooms and equipment',
    count: ({ mailboxes }) => mailboxes.leftOut,
    isRead: ({ state, step }) => state === 'finished' || step === 'bypasses',
    none: () => 'Each has AuditEnabled, or there are none.',
    some: (count, names) =>
      `${many(count, 'mailbox has', 'mailboxes have')} AuditEnabled False: ${names}.`,
    meaning:
      'The organisation’s auditing covers users’, shared and group mailboxes; these follow their own AuditEnabled.',
    fix: 'To switch them on, in Exchange Online PowerShell:',
  },
];

function lineOf(one: Kind, scan: AuditScan, names: readonly string[]): StatusLine {
  const { title, meaning } = one;
  if (!one.isRead(scan)) {
    return scan.state === 'failed'
      ? { title, state: 'unknown', evidence: failureWords(scan), meaning }
      : { title, state: 'reading', evidence: progressWords(scan), meaning };
  }
  const count = one.count(scan);
  if (count === 0) return { title, state: 'on', evidence: one.none(scan), meaning: '' };
  return {
    title,
    state: 'partly',
    word: `off for ${one.kind === 'bypass' ? many(count, 'account') : many(count, 'mailbox', 'mailboxes')}`,
    evidence: one.some(count, namesWords(names, count), scan),
    meaning,
    fix: one.fix,
    code: powerShellForAll[one.kind],
    listAsk: `audit mailboxes ${one.kind}`,
  };
}

/** What the mailboxes one by one say: bypass, lists of their own, and those that the organisation does not cover. */
export function mailboxLines({ scan, access, ingestion, first }: AuditFacts): StatusLine[] {
  return kinds.map((one) => {
    if (scan !== undefined) return lineOf(one, scan, first[one.kind]);
    const evidence = access === 'off' ? whyNot(ingestion) : 'Not read yet.';
    return { title: one.title, state: 'unknown', evidence, meaning: one.meaning };
  });
}
