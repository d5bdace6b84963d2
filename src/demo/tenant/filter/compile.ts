import type { Json } from '../json.ts';
import { readPath } from '../json.ts';
import type { Filter, Literal } from './syntax.ts';
import { FilterError } from './tokens.ts';

/** What may be asked about one property. */
export interface FieldRule {
  readonly operators: readonly string[];
  readonly type: 'string' | 'date' | 'number' | 'boolean';
  /** Directory objects compare texts without regard to case; logs do not. */
  readonly ignoreCase?: boolean;
}

/** A property with the way to read it. */
export interface Field<T> extends FieldRule {
  readonly read: (item: T) => Json;
}

/** A collection that `any` may look into; the rule named '' is about the item itself. */
export interface Collection<T> {
  readonly items: ReadonlyMap<string, FieldRule>;
  readonly read: (item: T) => Json;
}

/** All that a resource lets one filter by. */
export interface FilterTable<T> {
  readonly fields: ReadonlyMap<string, Field<T>>;
  readonly collections: ReadonlyMap<string, Collection<T>>;
  readonly allowsNot: boolean;
}

type Test<T> = (item: T) => boolean;

function check(
  rule: FieldRule | undefined,
  path: string,
  operator: string,
  value: Literal,
): FieldRule {
  if (rule === undefined) throw new FilterError(`'${path}' cannot be filtered`);
  if (!rule.operators.includes(operator)) {
    throw new FilterError(`'${operator}' is not supported for '${path}'`);
  }
  if (value.type !== rule.type && value.type !== 'null') {
    throw new FilterError(`'${path}' is a ${rule.type}, '${value.text}' is a ${value.type}`);
  }
  return rule;
}

function toComparable(value: Json, rule: FieldRule): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (rule.type === 'date') return typeof value === 'number' ? value : Date.parse(String(value));
  if (rule.type === 'number') return Number(value);
  if (rule.type === 'boolean') return String(value) === 'true';
  return rule.ignoreCase ? String(value).toLowerCase() : String(value);
}

function startsWith(actual: unknown, wanted: unknown): boolean {
  return typeof actual === 'string' && typeof wanted === 'string' && actual.startsWith(wanted);
}

const comparisons: Record<string, (actual: string | number, wanted: string | number) => boolean> = {
  ge: (actual, wanted) => actual >= wanted,
  le: (actual, wanted) => actual <= wanted,
};

function compareValue(
  rule: FieldRule,
  operator: string,
  value: Literal,
): (actual: Json) => boolean {
  const wanted = value.type === 'null' ? null : toComparable(value.text, rule);
  if (operator === 'eq' || operator === 'in')
    return (actual) => toComparable(actual, rule) === wanted;
  if (operator === 'ne') return (actual) => toComparable(actual, rule) !== wanted;
  if (operator === 'startswith') return (actual) => startsWith(toComparable(actual, rule), wanted);
  const ordered = comparisons[operator];
  if (ordered === undefined) throw new FilterError(`'${operator}' is not supported`);
  return (actual) => {
    const comparable = toComparable(actual, rule);
    return (
      typeof comparable === 'number' && typeof wanted === 'number' && ordered(comparable, wanted)
    );
  };
}

function compileItem(
  filter: Filter,
  variable: string,
  items: ReadonlyMap<string, FieldRule>,
): Test<Json> {
  if (filter.kind === 'and' || filter.kind === 'or') {
    const left = compileItem(filter.left, variable, items);
    const right = compileItem(filter.right, variable, items);
    return filter.kind === 'and'
      ? (item) => left(item) && right(item)
      : (item) => left(item) || right(item);
  }
  if (filter.kind !== 'compare') throw new FilterError('too deep an expression inside any()');
  const [head, ...rest] = filter.path.split('/');
  if (head !== variable)
    throw new FilterError(`'${filter.path}' does not start with '${variable}'`);
  const path = rest.join('/');
  const rule = check(items.get(path), filter.path, filter.operator, filter.value);
  const test = compareValue(rule, filter.operator, filter.value);
  return (item) => test(path === '' ? item : readPath(item, path));
}

/** Turns a parsed filter into a test, or throws FilterError for what the table does not allow. */
export function compileFilter<T>(filter: Filter, table: FilterTable<T>): Test<T> {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const left = compileFilter(filter.left, table);
      const right = compileFilter(filter.right, table);
      if (filter.kind === 'and') return (item) => left(item) && right(item);
      return (item) => left(item) || right(item);
    }
    case 'not': {
      if (!table.allowsNot) throw new FilterError("'not' is not supported");
      const test = compileFilter(filter.of, table);
      return (item) => !test(item);
    }
    case 'any': {
      const collection = table.collections.get(filter.path);
      if (collection === undefined)
        throw new FilterError(`'${filter.path}' is no collection to filter by`);
      const test = compileItem(filter.of, filter.variable, collection.items);
      return (item) => {
        const values = collection.read(item);
        return Array.isArray(values) && values.some(test);
      };
    }
    case 'compare': {
      const field = table.fields.get(filter.path);
      const rule = check(field, filter.path, filter.operator, filter.value);
      const test = compareValue(rule, filter.operator, filter.value);
      const read = field?.read ?? (() => undefined);
      return (item) => test(read(item));
    }
  }
}
