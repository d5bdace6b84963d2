import type { AuditChange } from '../../domain/auditing/audit-change.ts';
import { powerShellForAll, powerShellOf } from '../../domain/auditing/power-shell.ts';
import { inFigures, many } from '../figures.ts';
import { mostAtOnce, type PlanGroup, type PlanPart } from './plan.ts';

const mostNames = 4;

function namesOf({ changes, count }: PlanGroup): string {
  const names = changes.flatMap((change) => ('subject' in change ? change.subject.name : []));
  const shown = names.slice(0, mostNames).join(', ');
  const more = count - Math.min(names.length, mostNames);
  return more > 0 ? `${shown} and ${inFigures(more)} more` : shown;
}

const logWords = (changes: readonly AuditChange[]) =>
  changes
    .map(({ kind }) =>
      kind === 'ingestion'
        ? 'The unified audit log takes records in again.'
        : 'Actions in mailboxes are audited again.',
    )
    .join(' ');

const titles: Readonly<Record<PlanPart, (group: PlanGroup) => string>> = {
  log: ({ changes }) =>
    changes.length > 1
      ? 'Switch on the log and mailbox auditing'
      : changes[0]?.kind === 'ingestion'
        ? 'Switch on the unified audit log'
        : 'Switch on mailbox auditing',
  bypass: ({ count }) => `End the bypass of ${many(count, 'account')}`,
  sets: ({ count }) => `Give ${many(count, 'mailbox', 'mailboxes')} Microsoft’s audit set`,
  rooms: ({ count }) => `Audit ${many(count, 'room or the like', 'rooms and the like')}`,
};

export const titleOfGroup = (group: PlanGroup): string => titles[group.part](group);

export function whatOf(group: PlanGroup): string {
  if (group.part === 'log') return logWords(group.changes);
  const { count } = group;
  const limit =
    count > mostAtOnce
      ? ` The first ${inFigures(mostAtOnce)} at a time: ask again for the rest, or run the line below.`
      : '';
  return `${namesOf(group)}.${limit}`;
}

export function cautionOf({ part, withExtra = 0 }: PlanGroup): string {
  if (part === 'bypass') {
    return 'A bypass may be there on purpose: backup and scanning accounts fill the log. Ask whoever owns the account.';
  }
  if (part !== 'sets' || withExtra === 0) return '';
  return `${many(withExtra, 'list has', 'lists have')} actions that Microsoft’s set does not (such as Move): these are lost. What was there is kept, and undo brings it back.`;
}

const allOf = { bypass: 'bypass', sets: 'outdated', rooms: 'left-out' } as const;
/** So many single lines are shown; beyond, one line finds them all. */
const mostLines = 3;

/** The PowerShell of a part: line by line, or one line for all of them. */
export function stepsOf({ part, changes, count }: PlanGroup): readonly string[] {
  if (part === 'log' || count <= mostLines) return changes.map(powerShellOf);
  return [powerShellForAll[allOf[part]]];
}

export const labels: Readonly<Record<PlanPart, string>> = {
  log: 'Switch on…',
  bypass: 'End bypass…',
  sets: 'Set…',
  rooms: 'Audit…',
};

/** What older instructions say, and what is right today. */
export const olderCommands: readonly { readonly text: string }[] = [
  {
    text: 'Set-AdminAuditLogConfig -AdminAuditLogEnabled $true, -AdminAuditLogCmdlets *, -AdminAuditLogParameters *: settings of Exchange servers in one’s own house. In Exchange Online, commands of administrators are always audited, all of them; of this cmdlet, -UnifiedAuditLogIngestionEnabled alone matters.',
  },
  {
    text: 'Set-OrganizationConfig -AuditDisabled $false: still right, and the default since 2019.',
  },
  {
    text: 'Get-Mailbox | Set-Mailbox -AuditEnabled $true: ignored for users’, shared and group mailboxes while AuditDisabled is False; it matters for rooms, equipment and public folders.',
  },
  {
    text: 'Set-Mailbox -DefaultAuditSet Admin,Delegate,Owner: right for mailboxes whose lists somebody made by hand. Lists with -AuditOwner and the like stop following Microsoft’s, and miss what comes later.',
  },
];
