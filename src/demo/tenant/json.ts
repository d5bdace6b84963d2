/** Any value that JSON can carry; `undefined` members are left out when written. */
export type Json = string | number | boolean | null | undefined | Json[] | JsonObject;

/** A JSON object as Graph sends and receives it. */
export interface JsonObject {
  [key: string]: Json;
}

/** True for a JSON object, false for arrays, null and plain values. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a value by a slash path such as `status/errorCode`; undefined when a step is missing. */
export function readPath(value: Json, path: string): Json {
  let current: Json = value;
  for (const step of path.split('/')) {
    if (!isJsonObject(current)) return undefined;
    current = current[step];
  }
  return current;
}
