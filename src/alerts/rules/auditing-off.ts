import { actorOf } from '../../domain/activity/actor.ts';
import { cmdletObject, parameter, parametersOf } from '../../domain/activity/cmdlet.ts';
import type { ActivityRecord } from '../../domain/activity-record.ts';
import type { CaseFact } from '../../domain/case.ts';
import { recordsAt, textAt } from '../../domain/record.ts';
import type { AuditMatch, UnifiedRule } from '../rule.ts';

/** One way to make the log see less. `object`: whose; '' for the whole tenant. */
interface Switch {
  /** Lower case. */
  readonly operation: string;
  /** The words of what was done; undefined: this command leaves auditing as it is. */
  done(ask: Asked): Done | undefined;
}

interface Asked {
  readonly record: ActivityRecord;
  /** The value of a parameter by its name in lower case. */
  readonly value: (name: string) => string | undefined;
  readonly object: string;
}

interface Done {
  /** What two records must share to be one case. */
  readonly subject: string;
  readonly about: string;
  readonly headline: string;
  /** Names of the parameters that did it. */
  readonly parameters: readonly string[];
  /** A line of PowerShell. */
  readonly undo: string;
  readonly missing: string;
}

const isYes = (value: string | undefined) => value?.toLowerCase() === 'true' || value === '$true';
const isNo = (value: string | undefined) => value?.toLowerCase() === 'false' || value === '$false';

/** What an attacker calls a mailbox must not become a command of whoever copies the line. */
function safeIdentity(object: string, otherwise: string): string {
  return /^[\p{L}\p{N}@._ -]+$/u.test(object) ? `'${object}'` : `<${otherwise}>`;
}

const lists = ['auditowner', 'auditdelegate', 'auditadmin'] as const;

/** A list of audited actions that is emptied, or that a command takes something from. */
function isCut(value: string | undefined): boolean {
  if (value === undefined) return false;
  return /^(|none|\$null|\{\}|@\{\})$/i.test(value) || /\bremove\b|^-|[;,{]\s*-\w/i.test(value);
}

/** The answer to a search of a tenant whose log is off, and the command that does it, are one matter. */
export const wholeLog: Done = {
  subject: 'unified-audit-log',
  about: 'Unified audit log of the tenant',
  headline: 'switched off the unified audit log',
  parameters: ['unifiedauditlogingestionenabled'],
  undo: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
  missing:
    'whatever anybody does in Exchange, SharePoint, OneDrive, Teams and Purview; sign-ins and directory audits of Entra ID are kept all the same',
};

const switches: readonly Switch[] = [
  {
    operation: 'set-adminauditlogconfig',
    done: ({ value }) => (isNo(value('unifiedauditlogingestionenabled')) ? wholeLog : undefined),
  },
  {
    operation: 'set-organizationconfig',
    done: ({ value }) =>
      isYes(value('auditdisabled'))
        ? {
            subject: 'mailbox-auditing',
            about: 'Mailbox auditing of the organisation',
            headline: 'switched off mailbox auditing for the organisation',
            parameters: ['auditdisabled'],
            undo: 'Set-OrganizationConfig -AuditDisabled $false',
            missing:
              'what owners, delegates and administrators read, send, move and delete in mailboxes, but for those whose own auditing is on',
          }
        : undefined,
  },
  {
    operation: 'set-mailboxauditbypassassociation',
    done: ({ value, object }) =>
      isYes(value('auditbypassenabled'))
        ? {
            subject: `bypass of ${object.toLowerCase()}`,
            about: `Mailbox auditing of what ${object} does`,
            headline: `hid what ${object} does from mailbox auditing`,
            parameters: ['auditbypassenabled'],
            undo: `Set-MailboxAuditBypassAssociation -Identity ${safeIdentity(object, 'account')} -AuditBypassEnabled $false`,
            missing: `whatever ${object} does in any mailbox`,
          }
        : undefined,
  },
  {
    operation: 'set-mailbox',
    done: ({ value, object }) => {
      const identity = safeIdentity(object, 'mailbox');
      const about = `Mailbox auditing of ${object}`;
      const subject = `mailbox ${object.toLowerCase()}`;
      if (isNo(value('auditenabled'))) {
        return {
          subject,
          about,
          headline: `switched off auditing of the mailbox of ${object}`,
          parameters: ['auditenabled'],
          undo: `Set-Mailbox -Identity ${identity} -AuditEnabled $true`,
          missing: `what is done in the mailbox of ${object}, unless mailbox auditing is on for the organisation (AuditDisabled False, the default), where Microsoft ignores this setting`,
        };
      }
      const cut = lists.filter((name) => isCut(value(name)));
      return cut.length === 0
        ? undefined
        : {
            subject,
            about,
            headline: `had less audited in the mailbox of ${object}`,
            parameters: cut,
            undo: `Set-Mailbox -Identity ${identity} -DefaultAuditSet Admin,Delegate,Owner`,
            missing: `the actions that were taken out of the mailbox’s list, and those that Microsoft adds to its own list from now on`,
          };
    },
  },
];

/** Operations of the log that the rule wants to see. */
export const auditingOperations = [
  'Set-AdminAuditLogConfig',
  'Set-OrganizationConfig',
  'Set-MailboxAuditBypassAssociation',
  'Set-Mailbox',
] as const;

/** `True → False` where the record holds what was before, as few do. */
function changeFacts(record: ActivityRecord, { parameters }: Done): CaseFact[] {
  const before = recordsAt(record.data, 'ModifiedProperties');
  return [...parametersOf(record)]
    .filter(([name]) => parameters.includes(name.toLowerCase()))
    .map(([title, value]) => {
      const old = before.find((one) => textAt(one, 'Name')?.toLowerCase() === title.toLowerCase());
      const was = (old && textAt(old, 'OldValue')) ?? 'not in the record';
      return { title, value: `${was} → ${value || '(empty)'}` };
    });
}

/** What to do about it, in lines that can be copied. */
export function remedyFacts({ undo, missing }: Pick<Done, 'undo' | 'missing'>): CaseFact[] {
  return [
    { title: 'Switch on again', value: undo },
    { title: 'Not recorded meanwhile', value: missing },
  ];
}

export const remedy =
  'Ask whoever did it whether it was planned. If nobody knows of it, switch it on again in Exchange Online PowerShell with the line below (role Audit Logs or Organization Management) and look at what that account did before: what happened meanwhile is in no log.';

function match(record: ActivityRecord, done: Done): AuditMatch {
  const { who } = actorOf(record);
  return {
    subject: done.subject,
    about: { name: done.about },
    severity: done === wholeLog ? 'critical' : 'high',
    headline: done.headline,
    why: `${who} ran ${record.operation}, as the unified audit log says.`,
    nextStep: remedy,
    facts: [...changeFacts(record, done), ...remedyFacts(done)],
  };
}

/**
 * Auditing that was switched off or cut down, for the tenant, the organisation's mailboxes, one mailbox or one
 * account. A command that failed changed nothing.
 */
export const auditingOff: UnifiedRule = {
  id: 'auditing-off',
  source: 'unified-audit',
  severity: 'high',
  verdict: 'Changed',
  summary:
    'auditing that is switched off or cut down: the unified audit log, mailbox auditing, one mailbox, one account',
  operations: auditingOperations,
  tellsEach: 'what is not recorded meanwhile is in no log, so that each time is told',
  numbers: { everyHours: { least: 1, most: 24, usual: 4 } },
  detect(record) {
    const operation = record.operation.toLowerCase();
    const known = switches.find((one) => one.operation === operation);
    const failed = isNo(textAt(record.data, 'ResultStatus'));
    if (known === undefined || failed) return undefined;
    const parameters = parametersOf(record);
    const object = parameter(parameters, 'identity') || cmdletObject(record) || 'somebody';
    const value = (name: string) => parameter(parameters, name);
    const done = known.done({ record, value, object });
    return done && match(record, done);
  },
};
