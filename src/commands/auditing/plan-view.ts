import type { AuditChange } from '../../domain/auditing/audit-change.ts';
import { powerShellOf } from '../../domain/auditing/power-shell.ts';
import { many } from '../figures.ts';
import type { Reply } from '../request.ts';
import type { PlanGroup } from './plan.ts';
import { cautionOf, labels, olderCommands, stepsOf, titleOfGroup, whatOf } from './plan-words.ts';

interface Shown {
  readonly groups: readonly PlanGroup[];
  /** Names the tenant, or the mailbox in it. */
  readonly where: string;
  /** Of one mailbox: its id, for the lines of buttons. */
  readonly mailboxId?: string;
  readonly isDehydrated: boolean;
  readonly mayWrite: boolean;
  /** Why some of it is not known. */
  readonly notes: readonly string[];
  readonly hasChanges: boolean;
}

const shellStep = (line: string) => ({ powerShell: line, powerShellCode: line });

const customization = {
  headline: '1. Enable customisation of the organisation',
  what: 'Exchange Online refuses the steps below until this has been run once. It goes by itself before them.',
  caution: 'It cannot be taken back, and changes nothing else.',
  steps: [shellStep(powerShellOf({ kind: 'customization' }))],
  older: '',
  askLabel: '',
  ask: '',
};

export function askOfPart(part: string, mailboxId: string | undefined): string {
  return ['audit enable', part, mailboxId && `for ${mailboxId}`].filter(Boolean).join(' ');
}

function leadOf({ groups, mayWrite, notes }: Shown): string {
  if (groups.length === 0) {
    return notes.length === 0
      ? 'Nothing: auditing is on, for all.'
      : 'Nothing that I know of; but see below what could not be read.';
  }
  return mayWrite
    ? 'Nothing is changed yet. Each button asks once more before it does anything.'
    : 'I change nothing (EXCHANGE_ACCESS=write would let me). Run these lines in Exchange Online PowerShell (Connect-ExchangeOnline):';
}

/** The card of what would be changed. */
export function planReply(shown: Shown, asked: string): Reply {
  const { groups, where, mailboxId, isDehydrated, mayWrite, notes } = shown;
  const first = isDehydrated && groups.length > 0 ? 1 : 0;
  const parts = groups.map((group, index) => ({
    headline: `${index + 1 + first}. ${titleOfGroup(group)}`,
    what: whatOf(group),
    caution: cautionOf(group),
    steps: stepsOf(group).map(shellStep),
    older: '',
    askLabel: labels[group.part],
    ask: mayWrite ? askOfPart(group.part, mailboxId) : '',
  }));
  return {
    card: 'audit-enable',
    asked,
    data: {
      title: groups.length === 0 ? `Nothing to change in ${where}` : `To be changed in ${where}`,
      lead: leadOf(shown),
      groups: first === 1 ? [customization, ...parts] : parts,
      older: mailboxId === undefined ? olderCommands : [],
      notes: notes.join(' '),
      allAsk: mayWrite && groups.length > 1 ? askOfPart('everything', mailboxId) : '',
      changesAsk: shown.hasChanges ? 'audit changes' : '',
    },
  };
}

/** The second step: names the tenant and says what happens. */
export function confirmPlan(
  { groups, where }: Pick<Shown, 'groups' | 'where'>,
  changes: readonly AuditChange[],
  asks: { readonly ask: string; readonly cancelAsk: string },
): Reply {
  const customizes = changes.some(({ kind }) => kind === 'customization');
  const lines = [
    ...(customizes
      ? ['Enable-OrganizationCustomization is run first. It cannot be taken back.']
      : []),
    ...groups.map((group) => `${titleOfGroup(group)}: ${whatOf(group)} ${cautionOf(group)}`.trim()),
    'It takes up to an hour until it is so; the card follows. Each change is kept under your name, and can be taken back with “audit undo”.',
  ];
  return {
    card: 'confirm',
    data: {
      title: `Change auditing in ${where}?`,
      lines: lines.map((text) => ({ text })),
      confirmLabel: `Yes, make ${many(changes.length, 'change')}`,
      ...asks,
    },
  };
}
