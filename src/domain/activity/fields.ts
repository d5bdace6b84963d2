import type { ActivityRecord } from '../activity-record.ts';
import { isRecord, type JsonRecord } from '../record.ts';
import { type Detail, detail } from './described.ts';
import { parsedJson } from './parsed-json.ts';

/** Longer texts are shown in pieces, so that none is cut. */
const pieceLength = 300;

/** Lists of `{Name, Value}` and the like: the name says more than the place in the list. */
const nameKeys = ['Name', 'Key'] as const;
const valueKeys = ['Value', 'NewValue', 'OldValue'] as const;

function pieces(label: string, text: string): readonly Detail[] {
  if (text.length <= pieceLength) return [{ label, value: text }];
  const characters = [...text];
  const count = Math.ceil(characters.length / pieceLength);
  return Array.from({ length: count }, (_, at) => ({
    label: `${label} (${at + 1} of ${count})`,
    value: characters.slice(at * pieceLength, (at + 1) * pieceLength).join(''),
  }));
}

/** `Parameters › ForwardTo` in place of `Parameters 1 › Name` and `› Value`. */
function namedField(item: unknown, label: string): readonly Detail[] | undefined {
  if (!isRecord(item)) return undefined;
  const nameKey = nameKeys.find((key) => typeof item[key] === 'string' && item[key] !== '');
  const known: readonly string[] = [...nameKeys, ...valueKeys];
  const hasValue = valueKeys.some((key) => key in item);
  if (nameKey === undefined || !hasValue) return undefined;
  if (Object.keys(item).some((key) => key !== nameKey && !known.includes(key))) return undefined;
  const name = `${label} › ${String(item[nameKey])}`;
  return valueKeys.flatMap((key) => {
    if (!(key in item)) return [];
    const suffix = { Value: '', NewValue: ', new', OldValue: ', old' }[key];
    return leaves(item[key], `${name}${suffix}`);
  });
}

function listLeaves(items: readonly unknown[], label: string): readonly Detail[] {
  if (items.length === 0) return [{ label, value: '(empty list)' }];
  const isPlain = items.every((item) => typeof item !== 'object' && parsedJson(item) === undefined);
  if (isPlain) return pieces(label, items.map(String).join(', '));
  return items.flatMap((item, at) => {
    const numbered = items.length === 1 ? label : `${label} ${at + 1}`;
    return namedField(item, label) ?? leaves(item, numbered);
  });
}

function leaves(value: unknown, label: string): readonly Detail[] {
  const parsed = parsedJson(value) ?? value;
  if (Array.isArray(parsed)) return listLeaves(parsed, label);
  if (isRecord(parsed)) {
    const entries = Object.entries(parsed);
    if (entries.length === 0) return [{ label, value: '(nothing)' }];
    return entries.flatMap(([key, inner]) => leaves(inner, `${label} › ${key}`));
  }
  if (parsed === null) return [{ label, value: '(null)' }];
  const words = String(parsed);
  return words.trim() === '' ? [{ label, value: '(empty)' }] : pieces(label, words);
}

/** What Graph's wrapper repeats of the source record. */
const repeatedKeys: readonly (readonly [string, string])[] = [
  ['id', 'Id'],
  ['operation', 'Operation'],
  ['organizationId', 'OrganizationId'],
  ['userId', 'UserId'],
  ['userPrincipalName', 'UserId'],
  ['service', 'Workload'],
  ['objectId', 'ObjectId'],
  ['clientIp', 'ClientIP'],
];

function isRepeated(key: string, raw: JsonRecord, data: JsonRecord): boolean {
  return repeatedKeys.some(([own, other]) => own === key && raw[own] === data[other]);
}

/**
 * Every field of a record as it came, one line each, JSON in strings read through. What Graph's wrapper says
 * once more is not repeated; nothing else is left out.
 */
export function fieldsOf({ raw, data }: ActivityRecord): readonly Detail[] {
  if (raw === data) return Object.entries(raw).flatMap(([key, value]) => leaves(value, key));
  const source = Object.entries(data).flatMap(([key, value]) => leaves(value, key));
  const wrapper = Object.entries(raw)
    .filter(([key]) => key !== 'auditData' && !isRepeated(key, raw, data))
    .flatMap(([key, value]) => leaves(value, `Graph › ${key}`));
  return [...source, ...wrapper];
}

/** The ids that support asks for. */
export function idsOf({ id, data }: ActivityRecord): readonly Detail[] {
  const context = isRecord(data.AppAccessContext) ? data.AppAccessContext : {};
  const idText = (value: unknown) =>
    typeof value === 'string' && value !== '' ? value : undefined;
  return [
    ...detail('Record id', id),
    ...detail('Correlation id', idText(data.CorrelationId) ?? idText(context.CorrelationId)),
    ...detail('Session id', idText(context.AADSessionId) ?? idText(data.SessionId)),
  ];
}
