import type { JsonObject } from '../json.ts';
import { GraphFailure, type GraphRequest } from './graph-message.ts';

/** How a resource writes its 400s. */
export type BadRequest = (message: string) => GraphFailure;

/** 400 as the log service writes it. */
export const badRequest: BadRequest = (message) => new GraphFailure(400, 'BadRequest', message);

/** 400 as the directory writes it. */
export const badDirectoryRequest: BadRequest = (message) =>
  new GraphFailure(400, 'Request_BadRequest', message);

/** Refuses query options that the resource does not know. */
export function allowOptions(
  request: GraphRequest,
  allowed: readonly string[],
  fail: BadRequest,
): void {
  for (const name of request.query.keys()) {
    if (name.startsWith('$') && !allowed.includes(name)) {
      throw fail(`Query option '${name}' is not allowed.`);
    }
  }
}

/** Reads `$top`, a whole number from 1 to `max`. */
export function readTop(
  request: GraphRequest,
  max: number,
  usual: number,
  fail: BadRequest,
): number {
  const text = request.query.get('$top');
  if (text === null) return usual;
  const top = /^\d+$/.test(text) ? Number(text) : 0;
  if (top < 1 || top > max) {
    throw fail(`Invalid page size specified: '${text}'. Must be between 1 and ${max} inclusive.`);
  }
  return top;
}

/** Reads `$select` into names that the type has. */
export function readSelect(
  request: GraphRequest,
  type: string,
  known: readonly string[],
): string[] | undefined {
  const text = request.query.get('$select');
  if (text === null) return undefined;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw badRequest(
      `Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`,
    );
  }
  return names;
}

/** Only the selected members; `id` always stays, absent ones stay absent. */
export function project(record: JsonObject, names: readonly string[] | undefined): JsonObject {
  if (names === undefined) return record;
  const kept: JsonObject = {};
  for (const name of ['id', ...names]) {
    if (name in record) kept[name] = record[name];
  }
  return kept;
}
