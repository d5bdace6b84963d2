import type { AskedOwnerAction, MailboxTally } from './audit-scan.ts';
import type { OnOff } from './standing.ts';

/** What decides whether something is recorded. */
export interface AuditSettings {
  readonly log: OnOff;
  /** Mailbox auditing of the organisation. */
  readonly mailboxes: OnOff;
  /** Purview Audit of the tenant; undefined: not known. */
  readonly audit: 'premium' | 'standard' | 'none' | undefined;
  /** What all mailboxes were found to audit; undefined: they were not read to the end. */
  readonly tally: MailboxTally | undefined;
}

export type Recorded = 'yes' | 'partly' | 'no' | 'unknown';

/** Something people ask the bot for, and whether it is recorded as things stand. */
export interface OperationRecorded {
  readonly label: string;
  readonly recorded: Recorded;
  readonly why: string;
}

interface Asked {
  readonly label: string;
  /** Of mailboxes: what the owner's list has to hold. */
  readonly action?: AskedOwnerAction;
  /** Nothing of it without Purview Audit, which every plan with Exchange Online brings since 2024. */
  readonly needsAudit?: true;
  /** Microsoft does not audit it unless somebody adds it, mailbox by mailbox. */
  readonly mustBeAdded?: true;
}

/** In the order in which people miss them. */
const asked: readonly Asked[] = [
  { label: 'Files opened, changed, shared' },
  { label: 'Commands of administrators' },
  { label: 'Mail read (MailItemsAccessed)', action: 'MailItemsAccessed', needsAudit: true },
  { label: 'Mail sent (Send)', action: 'Send', needsAudit: true },
  { label: 'Mail deleted by its owner', action: 'MoveToDeletedItems' },
  { label: 'Mail moved by its owner (Move)', action: 'Move', mustBeAdded: true },
  { label: 'Inbox rules', action: 'UpdateInboxRules' },
  {
    label: 'Searches in mail and SharePoint',
    action: 'SearchQueryInitiated',
    needsAudit: true,
    mustBeAdded: true,
  },
];

type Verdict = Omit<OperationRecorded, 'label'>;

function byDefault({ mustBeAdded }: Asked): Verdict {
  return mustBeAdded
    ? {
        recorded: 'no',
        why: 'not in Microsoft’s audit set: somebody has to add it, mailbox by mailbox. Which have it was not read.',
      }
    : {
        recorded: 'yes',
        why: 'in Microsoft’s audit set. Which mailboxes have another was not read.',
      };
}

function byTally(
  { mustBeAdded }: Asked,
  action: AskedOwnerAction,
  { mailboxes, leftOut, owner }: MailboxTally,
): Verdict {
  const all = mailboxes - leftOut;
  const count = owner[action];
  if (count === 0) {
    const why = mustBeAdded
      ? 'in no mailbox: it is not in Microsoft’s audit set and nobody has added it.'
      : 'in no mailbox.';
    return { recorded: 'no', why };
  }
  const why = `in ${count} of ${all} mailboxes.`;
  return count >= all ? { recorded: 'yes', why } : { recorded: 'partly', why };
}

function ofMailbox(one: Asked, action: AskedOwnerAction, settings: AuditSettings): Verdict {
  const { mailboxes, audit, tally } = settings;
  if (mailboxes === 'off') {
    return { recorded: 'no', why: 'mailbox auditing is off for the organisation.' };
  }
  if (one.needsAudit && audit === 'none') {
    return { recorded: 'no', why: 'no licence in this tenant brings Purview Audit.' };
  }
  const verdict = tally === undefined ? byDefault(one) : byTally(one, action, tally);
  if (mailboxes === 'on' || verdict.recorded === 'no') return verdict;
  return { recorded: 'unknown', why: 'whether mailbox auditing is on was not read.' };
}

function verdictOf(one: Asked, settings: AuditSettings): Verdict {
  if (settings.log === 'off') return { recorded: 'no', why: 'the unified audit log is off.' };
  const verdict: Verdict =
    one.action === undefined ? { recorded: 'yes', why: '' } : ofMailbox(one, one.action, settings);
  if (settings.log === 'unknown' && verdict.recorded !== 'no') {
    return { recorded: 'unknown', why: 'whether the unified audit log is on could not be told.' };
  }
  return verdict;
}

/** Which of the operations people ask for are recorded at these settings. */
export function recordedOperations(settings: AuditSettings): readonly OperationRecorded[] {
  return asked.map((one) => ({ label: one.label, ...verdictOf(one, settings) }));
}
