import { isJsonObject, type Json } from '../json.ts';
import type { ActivityRow } from './activity-row.ts';
import type { ListName, QueryDefinition } from './query-definition.ts';
import { recordTypeName } from './record-types.ts';

type Test = (row: ActivityRow) => boolean;

const lower = (value: Json) => String(value ?? '').toLowerCase();

/** An address without its port: `192.0.2.1:443` and `[2001:db8::1]:443` too. */
function withoutPort(address: string): string {
  const bracketed = /^\[(.+)\](:\d+)?$/.exec(address)?.[1];
  if (bracketed !== undefined) return bracketed;
  return /^[^:]+:\d+$/.test(address) ? address.slice(0, address.indexOf(':')) : address;
}

function addressesOf(row: ActivityRow): string[] {
  const shown = [row.raw.ClientIP, row.raw.ClientIPAddress, row.raw.ActorIpAddress].map(lower);
  return shown.flatMap((address) => [address, withoutPort(address)]);
}

function matchesObject(row: ActivityRow, wanted: string): boolean {
  const objectId = lower(row.raw.ObjectId);
  if (objectId === '') return false;
  return wanted.endsWith('*') ? objectId.startsWith(wanted.slice(0, -1)) : objectId === wanted;
}

/** Every text and number in a value; member names are not searched. */
function* textsIn(value: Json): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* textsIn(item);
  else if (isJsonObject(value)) for (const item of Object.values(value)) yield* textsIn(item);
  else if (value !== null && value !== undefined) yield String(value).toLowerCase();
}

function mentions(row: ActivityRow, keyword: string): boolean {
  for (const text of textsIn(row.raw)) if (text.includes(keyword)) return true;
  return false;
}

const oneOf: Readonly<Record<ListName, (row: ActivityRow, wanted: string) => boolean>> = {
  recordTypeFilters: (row, wanted) => lower(recordTypeName(row.raw.RecordType)) === wanted,
  operationFilters: (row, wanted) => lower(row.raw.Operation) === wanted,
  userPrincipalNameFilters: (row, wanted) => lower(row.raw.UserId) === wanted,
  ipAddressFilters: (row, wanted) => addressesOf(row).includes(wanted),
  objectIdFilters: matchesObject,
  administrativeUnitIdFilters: () => false,
  serviceFilters: (row, wanted) => lower(row.raw.Workload) === wanted,
};

/** Builds the test of a search: any value within a filter, all filters together, whatever the case. */
export function matcherOf(definition: QueryDefinition): Test {
  const names = Object.keys(oneOf) as ListName[];
  const tests: Test[] = names.flatMap((name) => {
    const wanted = definition.lists[name].map((value) => value.toLowerCase());
    return wanted.length === 0 ? [] : [(row) => wanted.some((value) => oneOf[name](row, value))];
  });
  const keyword = definition.keyword.trim().toLowerCase();
  if (keyword !== '') tests.push((row) => mentions(row, keyword));
  return (row) =>
    row.atMs >= definition.startMs &&
    row.atMs <= definition.endMs &&
    tests.every((test) => test(row));
}
