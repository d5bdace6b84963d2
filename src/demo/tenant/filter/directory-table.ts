import type { JsonObject } from '../json.ts';
import { readPath } from '../json.ts';
import type { Field, FilterTable } from './compile.ts';

const texts = ['eq', 'startswith', 'in'];

/** A filter table for directory objects, which compare texts without regard to case. */
export function directoryTable(
  names: readonly string[],
  flags: readonly string[] = [],
): FilterTable<JsonObject> {
  const fields = new Map<string, Field<JsonObject>>();
  for (const name of names) {
    fields.set(name, {
      operators: texts,
      type: 'string',
      ignoreCase: true,
      read: (item) => readPath(item, name),
    });
  }
  for (const name of flags) {
    fields.set(name, { operators: ['eq'], type: 'boolean', read: (item) => item[name] });
  }
  return { fields, collections: new Map(), allowsNot: false };
}
