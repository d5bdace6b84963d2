import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface YamlProblem extends Place {
  readonly message: string;
}

/** A text as data, what is wrong with its writing, and where each thing of it stands. */
export interface ReadYaml {
  /** Undefined where the writing is so wrong that it says nothing for sure. */
  readonly content: unknown;
  readonly problems: readonly YamlProblem[];
  /** Where the key, or what stands behind it, is written; the nearest thing around it where it is not. */
  placeOf(path: readonly (string | number)[], on: 'key' | 'value'): Place;
}

const keyOf = (key: unknown): string => String(isScalar(key) ? key.value : key);

/** What an alias stands for. */
function resolved(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

/** One step down: where the key is written, and what stands behind it. */
function step(node: unknown, name: string | number): { key?: unknown; value?: unknown } {
  if (isSeq(node)) return { key: node.items[Number(name)], value: node.items[Number(name)] };
  if (!isMap(node)) return {};
  // A key that stands twice counts as it stands last.
  const pair = node.items.findLast(({ key }) => keyOf(key) === String(name));
  return { key: pair?.key, value: pair?.value };
}

const startOf = (node: unknown): number | undefined =>
  isNode(node) ? (node as Node).range?.[0] : undefined;

function offsetOf(
  document: Document,
  path: readonly (string | number)[],
  on: 'key' | 'value',
): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, name] of path.entries()) {
    const { key, value } = step(resolved(node, document), name);
    const isWanted = index === path.length - 1 && on === 'key';
    // An empty value has no place of its own worth showing.
    const isEmpty = isScalar(value) && value.value === null;
    offset = startOf(isWanted || isEmpty ? key : value) ?? startOf(key) ?? offset;
    node = value;
  }
  return offset;
}

const notYaml = (why: string) => `This is not YAML: ${why}${why.endsWith('.') ? '' : '.'}`;

function writingProblem({ code, message }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return 'This key stands here a second time: keep one of them.';
  if (code === 'TAB_AS_INDENT') return 'This line begins with a tab: use blanks.';
  if (code === 'MULTIPLE_DOCS') return 'A second document begins here: one file holds one.';
  return notYaml(message);
}

function toData(document: Document): { content?: unknown; problem?: string } {
  try {
    return { content: document.toJS() };
  } catch (thrown) {
    return { problem: notYaml(thrown instanceof Error ? thrown.message : 'it can’t be read') };
  }
}

/** Reads one YAML document (1.2, so that `no` and `22:00` are texts). */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    // Sets, dates and binaries are nothing that a setting could be.
    resolveKnownTags: false,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const found = [...document.errors, ...document.warnings];
  const problems = found.map((error) => ({
    ...placeAt(error.pos[0]),
    message: writingProblem(error),
  }));
  const isSure = found.every(({ code }) => code === 'DUPLICATE_KEY');
  const { content, problem } = isSure ? toData(document) : {};
  return {
    content,
    problems: problem === undefined ? problems : [...problems, { ...placeAt(0), message: problem }],
    placeOf: (path, on) => placeAt(offsetOf(document, path, on)),
  };
}
