import type { ActivityRecord } from '../activity-record.ts';
import { textAt } from '../record.ts';
import { listed, quoted } from '../sentence.ts';
import { addressWords, cmdletObject, type Parameters, parameter, parametersOf } from './cmdlet.ts';
import { type Deed, type Done, detail } from './described.ts';

const isCmdlet = /^[A-Z][a-z]+-[A-Z]\w+$/;

interface Cmdlet {
  readonly done: Done;
  readonly sentence: (parameters: Parameters, object: string, record: ActivityRecord) => string;
  readonly important?: (parameters: Parameters) => boolean;
}

const always = () => true;
const isOff = (value: string | undefined) => value?.toLowerCase() === 'false';
const granted = (parameters: Parameters) =>
  quoted(parameter(parameters, 'user', 'trustee', 'grantsendonbehalfto') || 'somebody');
const rights = (parameters: Parameters) => parameter(parameters, 'accessrights') || 'rights';

function forwarding(
  parameters: Parameters,
  object: string,
  record: ActivityRecord,
): string | undefined {
  const target = parameter(parameters, 'forwardingsmtpaddress', 'forwardingaddress');
  const keeps = !isOff(parameter(parameters, 'delivertomailboxandforward'));
  if (target === undefined) return undefined;
  if (target === '') return `Stopped the mailbox of ${object} from forwarding mail`;
  const copy = keeps ? 'and keeps a copy' : 'and keeps no copy';
  return `Lets the mailbox of ${object} forward all mail to ${addressWords(target, record.user)} ${copy}`;
}

const isForwarding = (parameters: Parameters) =>
  Boolean(parameter(parameters, 'forwardingsmtpaddress', 'forwardingaddress'));

/** “Hidden: True, Audit enabled: False”. */
function settingWords(parameters: Parameters): string {
  const pairs = [...parameters].filter(([name]) => !/^(identity|confirm)$/i.test(name));
  return listed(
    pairs.map(([name, value]) => `${name} ${value || '(empty)'}`),
    'and',
    5,
  );
}

/** Cmdlets that matter to an auditor, by their name in lower case. */
const cmdlets: Readonly<Record<string, Cmdlet>> = {
  'set-mailbox': {
    done: 'settings',
    sentence: (parameters, object, record) =>
      forwarding(parameters, object, record) ??
      `Changed the mailbox of ${object}: ${settingWords(parameters)}`,
    important: (parameters) =>
      isForwarding(parameters) || isOff(parameter(parameters, 'auditenabled')),
  },
  'add-mailboxpermission': {
    done: 'permissions',
    sentence: (parameters, object) =>
      `Gave ${granted(parameters)} ${rights(parameters)} on the mailbox of ${object}`,
    important: always,
  },
  'remove-mailboxpermission': {
    done: 'permissions',
    sentence: (parameters, object) =>
      `Took ${rights(parameters)} on the mailbox of ${object} from ${granted(parameters)}`,
  },
  'add-recipientpermission': {
    done: 'permissions',
    sentence: (parameters, object) => `Let ${granted(parameters)} send as ${object}`,
    important: always,
  },
  'remove-recipientpermission': {
    done: 'permissions',
    sentence: (parameters, object) => `Let ${granted(parameters)} no longer send as ${object}`,
  },
  'add-mailboxfolderpermission': {
    done: 'permissions',
    sentence: (parameters, object) =>
      `Gave ${granted(parameters)} ${rights(parameters)} on the folder ${object}`,
    important: always,
  },
  'set-mailboxfolderpermission': {
    done: 'permissions',
    sentence: (parameters, object) =>
      `Changed the rights of ${granted(parameters)} on the folder ${object} to ${rights(parameters)}`,
    important: always,
  },
  'remove-mailboxfolderpermission': {
    done: 'permissions',
    sentence: (parameters, object) =>
      `Took the rights on the folder ${object} from ${granted(parameters)}`,
  },
  'set-mailboxauditbypassassociation': {
    done: 'settings',
    sentence: (parameters, object) =>
      isOff(parameter(parameters, 'auditbypassenabled'))
        ? `Let mailbox auditing see ${object} again`
        : `Hid what ${object} does from mailbox auditing`,
    important: (parameters) => !isOff(parameter(parameters, 'auditbypassenabled')),
  },
  'set-adminauditlogconfig': {
    done: 'settings',
    sentence: (parameters) =>
      isOff(parameter(parameters, 'unifiedauditlogingestionenabled'))
        ? 'Switched the unified audit log off'
        : `Changed the unified audit log’s settings: ${settingWords(parameters)}`,
    important: always,
  },
  'set-organizationconfig': {
    done: 'settings',
    sentence: (parameters) => `Changed settings of the organisation: ${settingWords(parameters)}`,
    important: (parameters) => parameter(parameters, 'auditdisabled')?.toLowerCase() === 'true',
  },
  'new-managementroleassignment': {
    done: 'permissions',
    sentence: (parameters) =>
      `Assigned the management role ${quoted(parameter(parameters, 'role') ?? 'not named')} to ${quoted(
        parameter(parameters, 'user', 'securitygroup', 'policy') ?? 'somebody',
      )}`,
    important: always,
  },
  'new-inboundconnector': {
    done: 'settings',
    sentence: (parameters, object) =>
      `Created the inbound connector ${quoted(parameter(parameters, 'name') ?? object)}`,
    important: always,
  },
  'new-outboundconnector': {
    done: 'settings',
    sentence: (parameters, object) =>
      `Created the outbound connector ${quoted(parameter(parameters, 'name') ?? object)}`,
    important: always,
  },
};

/** A cmdlet of Exchange or Security & Compliance with its parameters; undefined for other operations. */
export function describeCmdlet(record: ActivityRecord): Deed | undefined {
  if (!isCmdlet.test(record.operation)) return undefined;
  const parameters = parametersOf(record);
  const known = cmdlets[record.operation.toLowerCase()];
  const object = parameter(parameters, 'identity') || cmdletObject(record) || 'an object not named';
  const settings = settingWords(parameters);
  const plain = `Ran ${record.operation} on ${quoted(object)}${settings && `: ${settings}`}`;
  const result = textAt(record.data, 'ResultStatus');
  return {
    icon: known?.done === 'permissions' ? '🔐' : '⚙️',
    sentence: known?.sentence(parameters, object, record) ?? plain,
    done: known?.done ?? 'settings',
    kind: 'admin',
    where: record.service,
    details: [
      ...[...parameters].flatMap(([name, value]) => detail(name, value)).slice(0, 20),
      ...detail('Result', /^true$/i.test(result ?? '') ? undefined : result),
    ],
    important: known?.important?.(parameters) ?? false,
  };
}
