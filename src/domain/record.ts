/** JSON as it came from outside: nothing about it is promised. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path, or undefined where any step is missing. */
export function at(record: JsonRecord, path: string): unknown {
  if (!path.includes('.')) return record[path];
  let value: unknown = record;
  for (const key of path.split('.')) {
    if (!isRecord(value)) return undefined;
    value = value[key];
  }
  return value;
}

/** A text that says something: "", blanks, "<null>" and non-texts are undefined. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' || trimmed === '<null>' ? undefined : trimmed;
}

export function textAt(record: JsonRecord, path: string): string | undefined {
  return text(at(record, path));
}

export function listAt(record: JsonRecord, path: string): readonly unknown[] {
  const value = at(record, path);
  return Array.isArray(value) ? value : [];
}

export function textsAt(record: JsonRecord, path: string): string[] {
  return listAt(record, path).flatMap((item) => text(item) ?? []);
}

export function recordsAt(record: JsonRecord, path: string): JsonRecord[] {
  return listAt(record, path).filter(isRecord);
}
