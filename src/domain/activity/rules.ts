import type { ActivityRecord } from '../activity-record.ts';
import { isRecord, textAt, textsAt } from '../record.ts';
import { quoted } from '../sentence.ts';
import { cmdletObject, type Parameters, parameter, parametersOf } from './cmdlet.ts';
import { type Deed, detail } from './described.ts';
import { operationProperty } from './mail-access.ts';
import { mailboxDetails, mailboxWhere, ownerOf } from './mailbox.ts';
import { parsedJson } from './parsed-json.ts';
import { ruleSentence, ruleWords } from './rule-words.ts';

const verbs: Readonly<Record<string, string>> = {
  new: 'Created',
  set: 'Changed',
  remove: 'Removed',
  enable: 'Switched on',
  disable: 'Switched off',
};

/** New-, Set-, Remove-, Enable- and Disable-, of inbox rules and of transport rules. */
const ruleCmdlet = /^(new|set|remove|enable|disable)-(inbox|transport)rule$/i;

function describeCmdlet(record: ActivityRecord, verb: string, kind: string): Deed {
  const parameters = parametersOf(record);
  const isInbox = kind === 'inbox';
  const name = parameter(parameters, 'name', 'identity') || cmdletObject(record);
  const home = record.user;
  const words = ruleWords(parameters, home);
  const does = verb === 'new' || verb === 'set' ? ruleSentence(words, verb === 'set') : '';
  const named = name === undefined ? '' : ` ${quoted(name)}`;
  const mailbox = parameter(parameters, 'mailbox');
  return {
    icon: '📐',
    sentence: `${verbs[verb]} the ${isInbox ? 'inbox' : 'mail flow'} rule${named}${does && `: ${does}`}`,
    done: 'rules',
    kind: isInbox ? 'mail' : 'admin',
    where: mailbox ? `mailbox of ${mailbox}` : undefined,
    details: [
      ...detail('When', words.conditions.join('; ')),
      ...detail('Does', words.actions.join('; ')),
      ...detail('Unless', words.exceptions.join('; ')),
      ...detail('Rule', record.objectId),
      ...mailboxDetails(record),
    ],
    important: words.isRisky || (!isInbox && verb !== 'set'),
  };
}

/** Outlook's own names of a rule's actions, as the parameters of a cmdlet that does the same. */
const clientActions: Readonly<Record<string, string>> = {
  forward: 'forwardto',
  forwardasattachment: 'forwardasattachmentto',
  redirect: 'redirectto',
  delete: 'deletemessage',
  softdelete: 'softdeletemessage',
  permanentdelete: 'deletemessage',
  move: 'movetofolder',
  movetofolder: 'movetofolder',
  copy: 'copytofolder',
  markasread: 'markasread',
  tag: 'applycategory',
};

/** `[{"ActionType":"Forward","Recipients":[…]}]` as parameters. */
function clientParameters(record: ActivityRecord): [string, string][] {
  const list = parsedJson(operationProperty(record, 'RuleActions'));
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  return items.filter(isRecord).map((action) => {
    const type = textAt(action, 'ActionType') ?? 'does something';
    const recipients = textsAt(action, 'Recipients').join(';');
    const value = recipients || textAt(action, 'Folder') || textAt(action, 'FolderName') || 'True';
    return [clientActions[type.toLowerCase()] ?? type, value];
  });
}

/** The two shapes of condition that Outlook's rules mostly have; all else is quoted as it is. */
function clientConditions(words: string | undefined): Parameters {
  if (words === undefined) return new Map();
  const senders = [...words.matchAll(/SenderSearchKey Equal SMTP:([^)\s]+)/gi)].map(
    ([, who]) => who,
  );
  const subjects = [...words.matchAll(/\(SubjectProperty\)=([^)]+)/g)].map(([, what]) => what);
  const bodies = [...words.matchAll(/\(BodyProperty\)=([^)]+)/g)].map(([, what]) => what);
  const known: [string, string][] = [
    ['from', senders.join(';').toLowerCase()],
    ['subjectcontainswords', subjects.join(';')],
    ['bodycontainswords', bodies.join(';')],
  ];
  return new Map(known.filter(([, value]) => value !== ''));
}

const clientVerbs: Readonly<Record<string, string>> = {
  addmailboxrule: 'Created',
  modifymailboxrule: 'Changed',
  removemailboxrule: 'Removed',
};

function describeClientRule(record: ActivityRecord): Deed {
  const operation = operationProperty(record, 'RuleOperation');
  const condition = operationProperty(record, 'RuleCondition');
  const known = clientConditions(condition);
  const words = ruleWords(new Map([...known, ...clientParameters(record)]), ownerOf(record));
  const name = operationProperty(record, 'RuleName');
  const verb = clientVerbs[operation?.toLowerCase() ?? ''] ?? 'Changed';
  const isRead = condition === undefined || known.size > 0;
  const when = isRead ? words : { ...words, conditions: [`it meets ${condition}`] };
  const does = ruleSentence(when);
  return {
    icon: '📐',
    sentence: `${verb} ${name ? `the inbox rule ${quoted(name)}` : 'an inbox rule without a name'}${does && `: ${does}`}`,
    done: 'rules',
    kind: 'mail',
    where: mailboxWhere(record),
    details: [
      ...detail('When', when.conditions.join('; ')),
      ...detail('Does', words.actions.join('; ')),
      ...detail('State', operationProperty(record, 'RuleState')),
      ...detail('Made in', textAt(record.data, 'ClientProcessName')),
      ...mailboxDetails(record),
    ],
    important: words.isRisky,
  };
}

/** What a rule of a mailbox or of the mail flow does now; undefined for operations of another kind. */
export function describeRule(record: ActivityRecord): Deed | undefined {
  if (record.operation.toLowerCase() === 'updateinboxrules') return describeClientRule(record);
  const [, verb, kind] = ruleCmdlet.exec(record.operation) ?? [];
  return verb && kind ? describeCmdlet(record, verb.toLowerCase(), kind.toLowerCase()) : undefined;
}
