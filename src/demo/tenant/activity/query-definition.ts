import { isJsonObject, type Json } from '../json.ts';
import { isRecordType } from './record-types.ts';

/** What a search of the unified audit log asks for. An empty list asks for anything. */
export interface QueryDefinition {
  readonly displayName: string | null;
  readonly startMs: number;
  readonly endMs: number;
  readonly keyword: string;
  readonly lists: Readonly<Record<ListName, readonly string[]>>;
}

const listNames = [
  'recordTypeFilters',
  'operationFilters',
  'userPrincipalNameFilters',
  'ipAddressFilters',
  'objectIdFilters',
  'administrativeUnitIdFilters',
  'serviceFilters',
] as const;

/** The filters that are lists of texts. `serviceFilter`, one text, is the older form of the last. */
export type ListName = (typeof listNames)[number];

const known: ReadonlySet<string> = new Set([
  '@odata.type',
  'displayName',
  'filterStartDateTime',
  'filterEndDateTime',
  'keywordFilter',
  'serviceFilter',
  ...listNames,
]);

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})$/;
const maxNames = 1000;

/** The body of a submission is not one; the message is what Graph would say. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

function readTime(body: Readonly<Record<string, Json>>, name: string): number {
  const value = body[name];
  if (value === undefined || value === null) {
    throw new DefinitionError(`The property '${name}' is required.`);
  }
  const atMs = typeof value === 'string' && isoTime.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(atMs)) {
    throw new DefinitionError(
      `Cannot convert the literal '${String(value)}' to the expected type 'Edm.DateTimeOffset'.`,
    );
  }
  return atMs;
}

function readText(body: Readonly<Record<string, Json>>, name: string): string {
  const value = body[name] ?? '';
  if (typeof value === 'string') return value;
  throw new DefinitionError(
    `Cannot convert a value of '${name}' to the expected type 'Edm.String'.`,
  );
}

function readList(body: Readonly<Record<string, Json>>, name: string): readonly string[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || value.length > maxNames) {
    throw new DefinitionError(
      `The property '${name}' must be a collection of at most ${maxNames} values.`,
    );
  }
  return value.map((item) => {
    if (typeof item === 'string' && item !== '') return item;
    throw new DefinitionError(
      `Cannot convert a value of '${name}' to the expected type 'Edm.String'.`,
    );
  });
}

function readLists(body: Readonly<Record<string, Json>>): QueryDefinition['lists'] {
  const one = readText(body, 'serviceFilter');
  const services = [...readList(body, 'serviceFilters'), ...(one === '' ? [] : [one])];
  const recordTypeFilters = readList(body, 'recordTypeFilters');
  const odd = recordTypeFilters.find((name) => !isRecordType(name));
  if (odd !== undefined) {
    throw new DefinitionError(
      `Requested value '${odd}' was not found in 'microsoft.graph.security.auditLogRecordType'.`,
    );
  }
  return {
    recordTypeFilters,
    operationFilters: readList(body, 'operationFilters'),
    userPrincipalNameFilters: readList(body, 'userPrincipalNameFilters'),
    ipAddressFilters: readList(body, 'ipAddressFilters'),
    objectIdFilters: readList(body, 'objectIdFilters'),
    administrativeUnitIdFilters: readList(body, 'administrativeUnitIdFilters'),
    serviceFilters: services,
  };
}

/** Reads the body of a submission; throws `DefinitionError` on anything that the type does not allow. */
export function readDefinition(body: Json): QueryDefinition {
  if (!isJsonObject(body)) throw new DefinitionError('Empty Payload. JSON content expected.');
  const odd = Object.keys(body).find((name) => !known.has(name));
  if (odd !== undefined) {
    throw new DefinitionError(
      `The property '${odd}' does not exist on type 'microsoft.graph.security.auditLogQuery'. Make sure to only use property names that are defined by the type.`,
    );
  }
  const startMs = readTime(body, 'filterStartDateTime');
  const endMs = readTime(body, 'filterEndDateTime');
  if (startMs >= endMs) {
    throw new DefinitionError("'filterStartDateTime' must be before 'filterEndDateTime'.");
  }
  return {
    displayName: body.displayName === undefined ? null : readText(body, 'displayName'),
    startMs,
    endMs,
    keyword: readText(body, 'keywordFilter'),
    lists: readLists(body),
  };
}
