import type { ActivityRecord } from '../activity-record.ts';
import { recordsAt, textAt } from '../record.ts';
import { listed, quoted } from '../sentence.ts';
import { type Change, changedTo, changesOf, changeWords } from './changes.ts';
import { type Deed, type Done, detail } from './described.ts';
import { fill } from './fill.ts';
import { operationWords } from './operation-words.ts';

const isGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Kinds of ids in `Target`: 5 is a UPN, 1 a name. */
function targetName({ data, objectId }: ActivityRecord): string | undefined {
  const targets = recordsAt(data, 'Target');
  const named = [5, 1].flatMap((type) =>
    targets
      .filter((target) => target.Type === type)
      .flatMap((target) => textAt(target, 'ID') ?? []),
  );
  const known = objectId === 'Not Available' ? undefined : objectId;
  return named.find((name) => !isGuid.test(name)) ?? known;
}

interface Identity {
  readonly icon: string;
  readonly done: Done;
  /** `{}` is the target, `<>` the role, group or app, `()` what was consented to or changed. */
  readonly words: string;
  readonly important?: true;
}

const member = { icon: '👥', done: 'permissions' } as const;
const role = { icon: '👑', done: 'permissions', important: true } as const;
const account = { icon: '👤', done: 'settings' } as const;
const app = { icon: '🧩', done: 'permissions', important: true } as const;

/** Operations of Entra that matter most, in lower case without the full stop. */
const operations: Readonly<Record<string, Identity>> = {
  'add member to role': { ...role, words: 'Gave {} the role <>' },
  'remove member from role': { ...role, words: 'Took the role <> from {}' },
  'add eligible member to role': { ...role, words: 'Made {} eligible for the role <>' },
  'add member to group': { ...member, words: 'Added {} to the group <>' },
  'remove member from group': { ...member, words: 'Removed {} from the group <>' },
  'add owner to group': { ...member, words: 'Made {} an owner of the group <>' },
  'add user': { ...account, done: 'created', words: 'Created the user {}' },
  'delete user': { ...account, done: 'deleted', words: 'Deleted the user {}', important: true },
  'restore user': { ...account, done: 'restored', words: 'Restored the user {}' },
  'update user': { ...account, words: 'Changed the user {} ()' },
  'reset user password': { ...account, words: 'Reset the password of {}', important: true },
  'change user password': { ...account, words: 'Changed the password of {}' },
  'disable account': { ...account, words: 'Disabled the account of {}' },
  'enable account': { ...account, words: 'Enabled the account of {}' },
  'set force change user password': { ...account, words: 'Made {} choose a new password' },
  'add group': { icon: '👥', done: 'created', words: 'Created the group {}' },
  'update group': { icon: '👥', done: 'settings', words: 'Changed the group {} ()' },
  'delete group': { icon: '👥', done: 'deleted', words: 'Deleted the group {}' },
  'consent to application': { ...app, words: 'Consented to the app {} ()' },
  'add application': { ...app, done: 'created', words: 'Registered the app {}' },
  'update application': { ...app, done: 'settings', words: 'Changed the app {} ()' },
  'add service principal': { ...app, done: 'created', words: 'Added the enterprise app {}' },
  'add service principal credentials': {
    ...app,
    words: 'Gave the app {} another secret or certificate',
  },
  'update application – certificates and secrets management': {
    ...app,
    words: 'Changed the secrets or certificates of the app {}',
  },
  'add owner to application': { ...app, words: 'Made {} an owner of the app <>' },
  'add delegated permission grant': { ...app, words: 'Gave the app {} delegated permissions ()' },
  'add oauth2permissiongrant': { ...app, words: 'Gave the app {} delegated permissions ()' },
  'add app role assignment to service principal': {
    ...app,
    words: 'Gave the app <> a permission of {}',
  },
  'add app role assignment grant to user': { ...app, important: true, words: 'Gave {} the app <>' },
  'set domain authentication': { ...role, words: 'Changed how the domain {} signs in' },
  'add device': { icon: '💻', done: 'created', words: 'Added the device {}' },
  'delete device': { icon: '💻', done: 'deleted', words: 'Deleted the device {}' },
  'update device': { icon: '💻', done: 'settings', words: 'Changed the device {} ()' },
  'register device': { icon: '💻', done: 'created', words: 'Registered the device {}' },
  'set company information': {
    icon: '🏢',
    done: 'settings',
    words: 'Changed the tenant’s data ()',
  },
  'update policy': {
    icon: '📜',
    done: 'settings',
    words: 'Changed the policy {} ()',
    important: true,
  },
  'add policy': { icon: '📜', done: 'created', words: 'Created the policy {}', important: true },
  'delete policy': { icon: '📜', done: 'deleted', words: 'Deleted the policy {}', important: true },
};

const secondNames = [
  'Role.DisplayName',
  'Group.DisplayName',
  'ServicePrincipal.DisplayName',
  'Application.DisplayName',
];

/** Bookkeeping that every record has: it tells nothing about the change. */
const bookkeeping =
  /^(Included Updated Properties|TargetId\.|Action Client Name|ConsentContext\.|ActorId\.|.*ObjectID$|.*WellKnownObjectName$|.*TemplateId$)/i;

function scopeOf(changes: readonly Change[]): string | undefined {
  const permissions = changedTo(changes, 'ConsentAction.Permissions');
  const scopes = permissions?.match(/Scope:\s*([^,\]]+)/)?.[1]?.trim();
  if (scopes === undefined) return undefined;
  const isForAll = changedTo(changes, 'ConsentContext.OnBehalfOfAll')?.toLowerCase() === 'true';
  return `${isForAll ? 'for everybody: ' : ''}${scopes}`;
}

/** What changed, in a word or two: the names of properties, or the scopes that were granted. */
function shortChange(changes: readonly Change[]): string | undefined {
  const names = changes.map(({ property }) => property).filter((name) => !bookkeeping.test(name));
  return scopeOf(changes) ?? (names.length === 0 ? undefined : listed(names, 'and', 5));
}

function sentenceOf(words: string, record: ActivityRecord, changes: readonly Change[]): string {
  const target = targetName(record);
  const second = secondNames.map((name) => changedTo(changes, name)).find(Boolean);
  const short = shortChange(changes);
  return fill(words, {
    item: target === undefined ? 'not named' : quoted(target),
    other: second === undefined ? 'not named' : quoted(second),
    added: short && `: ${short}`,
  });
}

const entraTypes = /^azureactivedirectory$/i;

/** What was done in the directory; undefined for records of other services. */
export function describeIdentity(record: ActivityRecord): Deed | undefined {
  if (!entraTypes.test(record.recordType ?? '') && !entraTypes.test(record.service ?? '')) {
    return undefined;
  }
  const operation = record.operation.trim().replace(/\.$/, '');
  const known = operations[operation.toLowerCase()];
  const changes = changesOf(record);
  const target = targetName(record);
  const plain = `${operationWords(operation)}${target ? `: ${quoted(target)}` : ''}`;
  const result = textAt(record.data, 'ResultStatus');
  const isFailure = /^fail/i.test(result ?? '');
  const sentence = known === undefined ? plain : sentenceOf(known.words, record, changes);
  return {
    icon: known?.icon ?? '🗂️',
    sentence: isFailure ? `Failed: ${sentence}` : sentence,
    done: known?.done ?? 'settings',
    kind: 'identity',
    where: 'Entra',
    details: [
      ...detail('Target', target),
      ...changes
        .filter(({ property }) => !bookkeeping.test(property))
        .slice(0, 12)
        .flatMap((change) => detail(change.property, changeWords(change))),
      ...detail('Result', result),
    ],
    important: known?.important ?? false,
  };
}
