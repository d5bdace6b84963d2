import type { AuditChange } from './audit-change.ts';
import { type LogonType, logonTypes, type MailboxAuditing } from './mailbox-auditing.ts';

/** What stands where a change is to be made. */
export type Standing =
  | { readonly kind: 'customization'; readonly isDone: boolean }
  | { readonly kind: 'ingestion'; readonly isOn: boolean }
  | { readonly kind: 'organisation'; readonly isOn: boolean }
  | { readonly kind: 'bypass'; readonly isOn: boolean }
  | { readonly kind: 'mailbox'; readonly mailbox: MailboxAuditing };

const sameList = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((one) => right.includes(one));

function mailboxIsSo(change: AuditChange, { isEnabled, managed, actions }: MailboxAuditing) {
  if (change.kind === 'mailbox') return isEnabled === change.on;
  if (change.kind === 'audit-set') return change.types.every((type) => managed.includes(type));
  if (change.kind !== 'own-audit-set') return false;
  return logonTypes.every((type) => {
    const wanted = change.actions[type];
    return wanted === undefined || (!managed.includes(type) && sameList(wanted, actions[type]));
  });
}

/** Whether what stands there is what the change wants. */
export function isSo(change: AuditChange, standing: Standing): boolean {
  if (standing.kind === 'customization') return standing.isDone;
  if (standing.kind === 'mailbox') return mailboxIsSo(change, standing.mailbox);
  return 'on' in change && change.on === standing.isOn;
}

function listsOf({ managed, actions }: MailboxAuditing, types: readonly LogonType[]) {
  return Object.fromEntries(
    types.filter((type) => !managed.includes(type)).map((type) => [type, actions[type]]),
  );
}

/** What brings back what stands there now; undefined where nothing can. */
export function reverseOf(change: AuditChange, standing: Standing): AuditChange | undefined {
  if (change.kind === 'customization') return undefined;
  if (standing.kind !== 'mailbox')
    return 'on' in change ? { ...change, on: !change.on } : undefined;
  const { mailbox } = standing;
  if (change.kind === 'mailbox') return { ...change, on: mailbox.isEnabled };
  if (change.kind === 'audit-set') {
    const { subject, types } = change;
    return { kind: 'own-audit-set', subject, actions: listsOf(mailbox, types) };
  }
  if (change.kind !== 'own-audit-set') return undefined;
  const types = logonTypes.filter((type) => change.actions[type] !== undefined);
  const managed = types.filter((type) => mailbox.managed.includes(type));
  const { subject } = change;
  return managed.length === types.length
    ? { kind: 'audit-set', subject, types: managed }
    : { kind: 'own-audit-set', subject, actions: listsOf(mailbox, types) };
}

const trueOrFalse = (value: boolean) => (value ? 'True' : 'False');

function mailboxWords(change: AuditChange, { isEnabled, managed, actions }: MailboxAuditing) {
  if (change.kind === 'mailbox') return `AuditEnabled ${trueOrFalse(isEnabled)}`;
  const own = logonTypes
    .filter((type) => !managed.includes(type))
    .map((type) => `${type}: ${actions[type].join(', ') || 'nothing'}`);
  return [`DefaultAuditSet ${managed.join(', ') || 'empty'}`, ...own].join('; ');
}

/** What stands there, as Exchange names it. */
export function standingWords(change: AuditChange, standing: Standing): string {
  switch (standing.kind) {
    case 'customization':
      return `IsDehydrated ${trueOrFalse(!standing.isDone)}`;
    case 'ingestion':
      return `UnifiedAuditLogIngestionEnabled ${trueOrFalse(standing.isOn)}`;
    case 'organisation':
      return `AuditDisabled ${trueOrFalse(!standing.isOn)}`;
    case 'bypass':
      return `AuditBypassEnabled ${trueOrFalse(standing.isOn)}`;
    case 'mailbox':
      return mailboxWords(change, standing.mailbox);
  }
}
