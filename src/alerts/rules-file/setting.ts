import { isTypingMistake } from '../../domain/nearest-name.ts';
import { isRecord } from '../../domain/record.ts';

/** Keys and positions from the top of the file. */
export type Path = readonly (string | number)[];

/** What is wrong at one place of the file, as the rest of a sentence that begins with the place. */
export interface Problem {
  readonly path: Path;
  /** Whether the key itself is wrong, or what stands behind it. */
  readonly on: 'key' | 'value';
  readonly message: string;
}

export type Report = (problem: Problem) => void;

/** JSON Schema, draft 7: what editors understand. */
export type Schema = Readonly<Record<string, unknown>>;

/** One thing that the file may say: how it is read, and how an editor checks it. */
export interface Setting<T> {
  readonly schema: Schema;
  /** Undefined after a problem. */
  read(given: unknown, path: Path, report: Report): T | undefined;
}

/** A setting of any type, for lists of them. */
export type Members = Readonly<Record<string, Setting<unknown>>>;

type ValueOf<S> = S extends Setting<infer T> ? T : never;

/** What a group of settings gives: all but the required ones may be missing. */
export type Values<M extends Members, Required extends keyof M = never> = {
  readonly [Name in Exclude<keyof M, Required>]?: ValueOf<M[Name]>;
} & { readonly [Name in Required]: ValueOf<M[Name]> };

const longestShown = 40;

/** What stands there, as people see it. */
function shown(given: unknown): string {
  if (given === null) return 'nothing';
  if (Array.isArray(given)) return 'a list';
  if (isRecord(given)) return 'a group of settings';
  const text = String(given);
  const cut = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return typeof given === 'string' ? `the text “${cut}”` : cut;
}

/** `must be …, and is …`. */
export function wrongValue(path: Path, must: string, given: unknown): Problem {
  return { path, on: 'value', message: `must be ${must}, and is ${shown(given)}.` };
}

export function flag(description: string, usual: boolean): Setting<boolean> {
  return {
    schema: { description, type: 'boolean', default: usual },
    read(given, path, report) {
      if (typeof given === 'boolean') return given;
      report(wrongValue(path, 'true or false', given));
      return undefined;
    },
  };
}

interface Limits {
  readonly least: number;
  readonly most: number;
  readonly usual?: number;
}

export function wholeNumber(description: string, { least, most, usual }: Limits): Setting<number> {
  const limits = { type: 'integer', minimum: least, maximum: most };
  return {
    schema: { description, ...limits, ...(usual === undefined ? {} : { default: usual }) },
    read(given, path, report) {
      const isNumber = typeof given === 'number' && Number.isInteger(given);
      if (isNumber && given >= least && given <= most) return given;
      report(wrongValue(path, `a whole number from ${least} to ${most}`, given));
      return undefined;
    },
  };
}

/** The name that was mistyped, begun or gone on with (`rule`, `hihg`, `quiethours`); undefined where none is like it. */
function meantBy(word: string, names: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const isLike = (name: string) =>
    typed === name.toLowerCase() || isTypingMistake(typed, name.toLowerCase());
  const isBegun = (name: string) => typed !== '' && name.toLowerCase().startsWith(typed);
  return names.find(isLike) ?? names.find(isBegun);
}

/** “a”, “b” or “c”. */
function oneOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

export function choice<Name extends string>(
  description: string,
  names: readonly Name[],
  usual?: Name,
): Setting<Name> {
  return {
    schema: { description, enum: names, ...(usual === undefined ? {} : { default: usual }) },
    read(given, path, report) {
      const found = names.find((name) => name === given);
      if (found !== undefined) return found;
      const meant = typeof given === 'string' ? meantBy(given, names) : undefined;
      const { message } = wrongValue(path, oneOf(names), given);
      const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
      report({ path, on: 'value', message: `${message}${hint}` });
      return undefined;
    },
  };
}

interface TextShape<T> {
  /** `a time such as “22:00”`. */
  readonly must: string;
  /** What an editor checks; `parse` has the last word. */
  readonly pattern?: string;
  readonly parse: (text: string) => T | undefined;
}

/** A text that means something: `parse` gives it, or undefined where it does not. */
export function text<T>(description: string, { must, pattern, parse }: TextShape<T>): Setting<T> {
  const shape = pattern === undefined ? { minLength: 1 } : { pattern };
  return {
    schema: { description, type: 'string', ...shape },
    read(given, path, report) {
      const read =
        typeof given === 'string' && given.trim() !== '' ? parse(given.trim()) : undefined;
      if (read === undefined) report(wrongValue(path, must, given));
      return read;
    },
  };
}

/** A list; what is wrong with one thing in it is told with its place. */
export function listOf<T>(
  description: string,
  one: Setting<T>,
  { mayBeEmpty = true }: { readonly mayBeEmpty?: boolean } = {},
): Setting<readonly T[]> {
  const least = mayBeEmpty ? {} : { minItems: 1 };
  return {
    schema: { description, type: 'array', items: one.schema, ...least },
    read(given, path, report) {
      if (!Array.isArray(given)) {
        report(wrongValue(path, 'a list, such as [one, another]', given));
        return undefined;
      }
      if (given.length === 0 && !mayBeEmpty) {
        report({ path, on: 'value', message: 'must name one at least, or be left out.' });
      }
      return given.flatMap((item, at) => one.read(item, [...path, at], report) ?? []);
    },
  };
}

/** A list by which something is chosen: an empty one would choose nothing, and silently. */
export function choiceOf<T>(description: string, one: Setting<T>): Setting<readonly T[]> {
  return listOf(description, one, { mayBeEmpty: false });
}

function unknownName(name: string, known: readonly string[], path: Path): Problem {
  const meant = meantBy(name, known);
  const way = meant === undefined ? `Known are: ${known.join(', ')}.` : `Did you mean ${meant}?`;
  return { path: [...path, name], on: 'key', message: `is not known here. ${way}` };
}

interface GroupRule<Required extends string> {
  readonly required?: readonly Required[];
  /** A setting that means nothing without another. */
  readonly needs?: Readonly<Record<string, string>>;
}

function missing(
  given: Readonly<Record<string, unknown>>,
  { required = [], needs = {} }: GroupRule<string>,
  path: Path,
): Problem[] {
  const lacks = (name: string) => !Object.hasOwn(given, name);
  const alone = Object.entries(needs).filter(([name, other]) => !lacks(name) && lacks(other));
  return [
    ...required
      .filter(lacks)
      .map((name) => ({ path, on: 'value' as const, message: `needs “${name}”.` })),
    ...alone.map(([name, other]) => ({
      path: [...path, name],
      on: 'key' as const,
      message: `needs “${other}” beside it.`,
    })),
  ];
}

function readMembers(
  members: Members,
  given: Readonly<Record<string, unknown>>,
  path: Path,
  report: Report,
): Record<string, unknown> {
  const read = Object.entries(given).flatMap(([name, value]) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member !== undefined) return [[name, member.read(value, [...path, name], report)]];
    report(unknownName(name, Object.keys(members), path));
    return [];
  });
  return Object.fromEntries(read);
}

/** Settings by their names; an empty group says nothing. Undefined where a required one is missing or wrong. */
export function group<M extends Members, Required extends keyof M & string = never>(
  description: string,
  members: M,
  rule: GroupRule<Required> = {},
): Setting<Values<M, Required>> {
  const names = Object.keys(members);
  const { required = [], needs = {} } = rule;
  const properties = Object.fromEntries(names.map((name) => [name, members[name]?.schema]));
  const dependencies = Object.fromEntries(
    Object.entries(needs).map(([name, other]) => [name, [other]]),
  );
  return {
    schema: {
      description,
      type: required.length === 0 ? ['object', 'null'] : 'object',
      properties,
      additionalProperties: false,
      ...(required.length === 0 ? {} : { required }),
      ...(Object.keys(needs).length === 0 ? {} : { dependencies }),
    },
    read(given, path, report) {
      const settings = given === null && required.length === 0 ? {} : given;
      if (!isRecord(settings)) {
        report(wrongValue(path, `a group of settings: ${names.join(', ')}`, given));
        return undefined;
      }
      for (const problem of missing(settings, rule, path)) report(problem);
      const values = readMembers(members, settings, path, report);
      const isWhole = required.every((name) => values[name] !== undefined);
      return isWhole ? (values as Values<M, Required>) : undefined;
    },
  };
}

/** `one`, with a last look at what was read: gives what is wrong with it as a whole, or nothing. */
export function checked<T>(
  one: Setting<T>,
  problemOf: (value: T) => string | undefined,
): Setting<T> {
  return {
    schema: one.schema,
    read(given, path, report) {
      const value = one.read(given, path, report);
      const message = value === undefined ? undefined : problemOf(value);
      if (message !== undefined) report({ path, on: 'value', message });
      return value;
    },
  };
}
