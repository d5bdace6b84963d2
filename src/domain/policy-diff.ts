import { grantControlWords } from './grant-controls.ts';
import type { NameOf } from './policy.ts';
import { conditionWord, setAt } from './policy-words/conditions.ts';
import { describeSession } from './policy-words/controls.ts';
import { nameFor } from './policy-words/names.ts';
import { at, isRecord, type JsonRecord, text, textsAt } from './record.ts';
import { spaced, startUpper } from './sentence.ts';

/** One field of a policy that was changed: `Excluded users`, `+ Bob, − Eve`. */
export interface PolicyChange {
  readonly field: string;
  readonly words: string;
}

const states: ReadonlyMap<string, string> = new Map([
  ['enabled', 'on'],
  ['disabled', 'off'],
  ['enabledForReportingButNotEnforced', 'report-only'],
]);

/** Lists of ids and words, each with what people call it. */
const lists: readonly (readonly [path: string, field: string])[] = [
  ['conditions.users.includeUsers', 'Users'],
  ['conditions.users.excludeUsers', 'Excluded users'],
  ['conditions.users.includeGroups', 'Groups'],
  ['conditions.users.excludeGroups', 'Excluded groups'],
  ['conditions.users.includeRoles', 'Roles'],
  ['conditions.users.excludeRoles', 'Excluded roles'],
  ['conditions.applications.includeApplications', 'Apps'],
  ['conditions.applications.excludeApplications', 'Excluded apps'],
  ['conditions.applications.includeUserActions', 'User actions'],
  [
    'conditions.applications.includeAuthenticationContextClassReferences',
    'Authentication contexts',
  ],
  ['conditions.clientApplications.includeServicePrincipals', 'Service principals'],
  ['conditions.clientApplications.excludeServicePrincipals', 'Excluded service principals'],
  ['conditions.locations.includeLocations', 'Locations'],
  ['conditions.locations.excludeLocations', 'Excluded locations'],
  ['conditions.clientAppTypes', 'Client apps'],
  ['conditions.platforms.includePlatforms', 'Platforms'],
  ['conditions.platforms.excludePlatforms', 'Excluded platforms'],
  ['conditions.signInRiskLevels', 'Sign-in risk'],
  ['conditions.userRiskLevels', 'User risk'],
  ['conditions.servicePrincipalRiskLevels', 'Service principal risk'],
  ['conditions.insiderRiskLevels', 'Insider risk'],
  ['conditions.authenticationFlows.transferMethods', 'Authentication flows'],
  ['grantControls.builtInControls', 'Demands'],
  ['grantControls.termsOfUse', 'Terms of use'],
  ['grantControls.customAuthenticationFactors', 'Custom controls'],
];

/** Said elsewhere, or of no meaning to people. */
const unsaid =
  /^(id|createdDateTime|modifiedDateTime|deletedDateTime|templateId|displayName|state)$/;
const isNothing = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

function listChange(
  before: JsonRecord,
  after: JsonRecord,
  [path, field]: (typeof lists)[number],
  nameOf: NameOf,
): PolicyChange[] {
  const word = (value: string) =>
    path.endsWith('builtInControls')
      ? grantControlWords(value)
      : (conditionWord(path, value) ?? nameFor(value, nameOf));
  const had = setAt(before, path);
  const has = setAt(after, path);
  const among = (list: readonly string[], value: string) =>
    list.some((one) => one.toLowerCase() === value.toLowerCase());
  const changes = [
    ...has.filter((value) => !among(had, value)).map((value) => `+ ${word(value)}`),
    ...had.filter((value) => !among(has, value)).map((value) => `− ${word(value)}`),
  ];
  return changes.length === 0 ? [] : [{ field, words: [...new Set(changes)].join(', ') }];
}

function valueChange(field: string, before: string | undefined, after: string | undefined) {
  return before === after
    ? []
    : [{ field, words: `${before ?? 'nothing'} → ${after ?? 'nothing'}` }];
}

const operatorOf = (policy: JsonRecord) => {
  const operator = text(at(policy, 'grantControls.operator'));
  if (operator === undefined) return undefined;
  return operator.toUpperCase() === 'AND' ? 'all of them' : 'one of them';
};

/** Of demands that are all gone, or all new, it says nothing. */
function operatorChange(before: string | undefined, after: string | undefined) {
  return before && after ? valueChange('How many of its demands', before, after) : [];
}

/** A strength is a whole object inside the policy; which one it is, is what counts. */
const strengthOf = (policy: JsonRecord) =>
  text(at(policy, 'grantControls.authenticationStrength.displayName')) ??
  text(at(policy, 'grantControls.authenticationStrength.id'));

function sessionChange(before: JsonRecord, after: JsonRecord): PolicyChange[] {
  const had = describeSession(before);
  const has = describeSession(after);
  const changes = [
    ...has.filter((line) => !had.includes(line)).map((line) => `+ ${line}`),
    ...had.filter((line) => !has.includes(line)).map((line) => `− ${line}`),
  ];
  return changes.length === 0 ? [] : [{ field: 'Session', words: changes.join(', ') }];
}

/** True when the words about one session control say that it was changed. */
function isToldInWords(before: JsonRecord, after: JsonRecord, control: string): boolean {
  const [had, has] = [before, after].map((policy) =>
    describeSession({ sessionControls: { [control]: at(policy, `sessionControls.${control}`) } }),
  );
  return String(had) !== String(has);
}

/** Paths of all that is no object, with its value; lists are one value. */
function leavesOf(value: unknown, path = ''): [string, unknown][] {
  if (!isRecord(value)) return isNothing(value) ? [] : [[path, value]];
  return Object.entries(value)
    .filter(([key]) => !key.includes('@'))
    .flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}

const shown = (value: unknown) => text(value) ?? JSON.stringify(value);
const shownAll = (value: unknown) =>
  (Array.isArray(value) ? value : isNothing(value) ? [] : [value]).map(shown);

/** Order means nothing in lists: what came and what went. One value is told as old → new. */
function leafWords(before: unknown, after: unknown): string | undefined {
  if (!Array.isArray(before) && !Array.isArray(after)) {
    const [had, has] = [before, after].map((value) =>
      isNothing(value) ? 'nothing' : shown(value),
    );
    return had === has ? undefined : `${had} → ${has}`;
  }
  const had = shownAll(before);
  const has = shownAll(after);
  const changes = [
    ...has.filter((one) => !had.includes(one)).map((one) => `+ ${one}`),
    ...had.filter((one) => !has.includes(one)).map((one) => `− ${one}`),
  ];
  return changes.length === 0 ? undefined : changes.join(', ');
}

function leafChanges(
  before: JsonRecord,
  after: JsonRecord,
  isTold: (path: string) => boolean,
): PolicyChange[] {
  const had = new Map(leavesOf(before));
  const has = new Map(leavesOf(after));
  return [...new Set([...had.keys(), ...has.keys()])].filter(isTold).flatMap((path) => {
    const words = leafWords(had.get(path), has.get(path));
    const names = path
      .replace(/^conditions\./, '')
      .split('.')
      .map(spaced);
    return words === undefined ? [] : [{ field: startUpper(names.join(' › ')), words }];
  });
}

/** What differs between two objects of whatever shape, by path; empty: nothing. */
export function diffRecords(before: JsonRecord, after: JsonRecord): readonly PolicyChange[] {
  return leafChanges(before, after, () => true);
}

const knownPaths = new Set(lists.map(([path]) => path));

/** What was changed between two versions of a conditional access policy, field by field; empty: nothing that matters. */
export function diffPolicies(
  before: JsonRecord,
  after: JsonRecord,
  nameOf: NameOf = () => undefined,
): readonly PolicyChange[] {
  const state = (policy: JsonRecord) => {
    const value = text(policy.state);
    return value === undefined ? undefined : (states.get(value) ?? value);
  };
  const strength = valueChange('Authentication strength', strengthOf(before), strengthOf(after));
  /** Whatever else was changed, by its path: Microsoft adds fields that nobody here knows yet. */
  const isTold = (path: string) => {
    if (knownPaths.has(path) || unsaid.test(path)) return false;
    if (path === 'grantControls.operator') return false;
    // Another strength is told by its name; the same one may still let other methods pass.
    if (path.startsWith('grantControls.authenticationStrength.'))
      return (
        strength.length === 0 && /\.(allowedCombinations|combinationConfigurations)$/.test(path)
      );
    const [part, control = ''] = path.split('.');
    return part !== 'sessionControls' || !isToldInWords(before, after, control);
  };
  return [
    ...valueChange('Name', text(before.displayName), text(after.displayName)),
    ...valueChange('State', state(before), state(after)),
    ...lists.flatMap((list) => listChange(before, after, list, nameOf)),
    ...operatorChange(operatorOf(before), operatorOf(after)),
    ...strength,
    ...sessionChange(before, after),
    ...leafChanges(before, after, isTold),
  ];
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Ids in two versions of a policy whose names would help to read the difference. */
export function idsInDiff(before: JsonRecord, after: JsonRecord): string[] {
  const ids = lists.flatMap(([path]) => {
    const had = textsAt(before, path);
    const has = textsAt(after, path);
    return [...had.filter((id) => !has.includes(id)), ...has.filter((id) => !had.includes(id))];
  });
  return [...new Set(ids.filter((id) => id.match(guid) !== null))];
}

/** True for a whole policy, as the log of conditional access changes holds it before and after. */
export function isWholePolicy(value: unknown): value is JsonRecord {
  return isRecord(value) && isRecord(at(value, 'conditions'));
}
