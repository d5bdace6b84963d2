import type { AuditChange } from '../../domain/auditing/audit-change.ts';
import { logonTypes } from '../../domain/auditing/mailbox-auditing.ts';
import { powerShellForAll, powerShellOf } from '../../domain/auditing/power-shell.ts';
import { confirmReply } from '../confirm.ts';
import { many } from '../figures.ts';
import type { Reply } from '../request.ts';
import type { PlanGroup } from './plan.ts';
import { cautionOf, labels, olderCommands, stepsOf, titleOfGroup, whatOf } from './plan-words.ts';

interface Shown {
  readonly groups: readonly PlanGroup[];
  /** Names the tenant, or the mailbox in it. */
  readonly where: string;
  /** Of one mailbox: its id goes into the lines of buttons. */
  readonly mailbox?: { readonly id: string; readonly name: string };
  readonly isDehydrated: boolean;
  /** Exchange is not asked at all: what there is to change is not known. */
  readonly isBlind: boolean;
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
  askLabel: '',
  ask: '',
};

/** Where Exchange is not asked: what to run to be sure, for each switch that was not read. */
const unreadSteps = [
  {
    title: 'The unified audit log and mailbox auditing',
    what: 'Both are on unless somebody switched them off. Running these where they are on changes nothing.',
    steps: [
      powerShellOf({ kind: 'ingestion', on: true }),
      powerShellOf({ kind: 'organisation', on: true }),
    ],
  },
  {
    title: 'Accounts with bypass',
    what: 'Look before you end them: Get-MailboxAuditBypassAssociation lists them.',
    steps: [powerShellForAll.bypass],
  },
  {
    title: 'Mailboxes with lists of their own',
    what: 'Gives them Microsoft’s audit set; what only their own lists had is lost.',
    steps: [powerShellForAll.outdated],
  },
  {
    title: 'Rooms and equipment',
    what: 'Audited by their own AuditEnabled alone.',
    steps: [powerShellForAll['left-out']],
  },
];

/** The same of one mailbox. */
function unreadOfMailbox(id: string, name: string) {
  const subject = { id, name };
  return [
    {
      title: 'Bypass of the account',
      what: `Look before you end it: Get-MailboxAuditBypassAssociation -Identity ${id}.`,
      steps: [powerShellOf({ kind: 'bypass', subject, on: false })],
    },
    {
      title: 'Lists of its own',
      what: 'Gives the mailbox Microsoft’s audit set; what only its own lists had is lost.',
      steps: [powerShellOf({ kind: 'audit-set', subject, types: logonTypes })],
    },
  ];
}

const unreadGroups = (mailbox: Shown['mailbox']) =>
  (mailbox ? unreadOfMailbox(mailbox.id, mailbox.name) : unreadSteps).map(
    ({ title, what, steps }, index) => ({
      headline: `${index + 1}. ${title}`,
      what,
      caution: '',
      steps: steps.map(shellStep),
      askLabel: '',
      ask: '',
    }),
  );

/** The line that asks for a part, of the tenant or of one mailbox. */
export function askOfPart(part: string, mailboxId: string | undefined): string {
  return ['audit enable', part, mailboxId && `for ${mailboxId}`].filter(Boolean).join(' ');
}

function leadOf({ groups, isBlind, mayWrite, notes }: Shown): string {
  if (isBlind) {
    return 'I do not ask Exchange (EXCHANGE_ACCESS=read would let me), so I can’t see what is off. These lines of Exchange Online PowerShell (Connect-ExchangeOnline) make sure:';
  }
  if (groups.length === 0) {
    return notes.length === 0
      ? 'Nothing: auditing is on, for all.'
      : 'Nothing that I know of; but see below what was not read.';
  }
  return mayWrite
    ? 'Nothing is changed yet. Each button asks once more before it does anything.'
    : 'I change nothing (EXCHANGE_ACCESS=write would let me). Run these lines in Exchange Online PowerShell (Connect-ExchangeOnline):';
}

function titleOf({ groups, isBlind, where }: Shown): string {
  if (isBlind) return `What makes sure that auditing is on in ${where}`;
  return groups.length === 0 ? `Nothing to change in ${where}` : `To be changed in ${where}`;
}

/** The card of what would be changed. */
export function planReply(shown: Shown, asked: string): Reply {
  const { groups, mailbox, isBlind, isDehydrated, mayWrite, notes } = shown;
  const mailboxId = mailbox?.id;
  const first = isDehydrated && groups.length > 0 ? 1 : 0;
  const parts = groups.map((group, index) => ({
    headline: `${index + 1 + first}. ${titleOfGroup(group)}`,
    what: whatOf(group),
    caution: cautionOf(group),
    steps: stepsOf(group).map(shellStep),
    askLabel: labels[group.part],
    ask: mayWrite ? askOfPart(group.part, mailboxId) : '',
  }));
  return {
    card: 'audit-enable',
    asked,
    data: {
      title: titleOf(shown),
      lead: leadOf(shown),
      groups: isBlind ? unreadGroups(mailbox) : first === 1 ? [customization, ...parts] : parts,
      older: mailboxId === undefined ? olderCommands : [],
      notes: isBlind ? '' : notes.join(' '),
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
  return confirmReply({
    title: `Change auditing in ${where}?`,
    lines: lines.map((text) => ({ text })),
    confirm: { label: `Yes, make ${many(changes.length, 'change')}`, ask: asks.ask },
    cancel: { label: 'Leave it', ask: asks.cancelAsk },
  });
}
