import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
type Names = Readonly<Record<string, Value>>;

/** A resource or module as a template declares it, its expressions evaluated as far as no deployment is needed. */
export interface Declared {
  readonly symbol: string;
  /** `Microsoft.App/containerApps@2025-01-01`, or the file of a module. */
  readonly type: string;
  readonly existing: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly body: any;
}

/** A Bicep file, read. */
export interface Template {
  /** Parameters without a default. */
  readonly needed: readonly string[];
  readonly parameters: readonly string[];
  readonly outputs: readonly string[];
  /** Names that the file uses and nobody declares. */
  readonly unknown: readonly string[];
  /** What is deployed with these parameters. */
  deploy(given?: Names): readonly Declared[];
}

const require = createRequire(import.meta.url);

async function createParser(): Promise<Parser> {
  await Parser.init();
  const grammar = await readFile(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'));
  return new Parser().setLanguage(await Language.load(grammar));
}

/** Two loads of a grammar at once spoil each other. */
const loading = createParser();

async function parse(text: string): Promise<Node> {
  const parser = await loading;
  const tree = parser.parse(text);
  if (tree === null || tree.rootNode.hasError) {
    const at = tree?.rootNode.descendantsOfType('ERROR')[0]?.startPosition;
    throw new Error(`not Bicep, at line ${(at?.row ?? 0) + 1}`);
  }
  return tree.rootNode;
}

const inner = (node: Node): Node[] =>
  node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
const first = (node: Node): Node => {
  const [child] = inner(node);
  if (child === undefined) throw new Error(`nothing in “${node.text}”`);
  return child;
};

const functions: Readonly<Record<string, (...values: Value[]) => Value>> = {
  empty: (value) => value === '' || (Array.isArray(value) && value.length === 0),
  concat: (...lists) => lists.flat(),
  take: (text, count) => String(text).slice(0, Number(count)),
  replace: (text, from, to) => String(text).replaceAll(String(from), String(to)),
  startsWith: (text, head) => String(text).startsWith(String(head)),
  string: (value) => String(value),
  json: (text) => JSON.parse(String(text)),
  items: (of) => Object.entries(of as object).map(([key, value]) => ({ key, value })),
};

function textOf(node: Node, names: Names): string {
  return inner(node)
    .map((part) =>
      part.type === 'interpolation' ? String(evaluate(first(part), names)) : part.text,
    )
    .join('')
    .replaceAll("\\'", "'");
}

function objectOf(node: Node, names: Names): Value {
  const pairs = inner(node).map((property): [string, Value] => {
    const [key, value] = inner(property);
    if (key === undefined || value === undefined) throw new Error(`“${property.text}”`);
    return [key.type === 'string' ? textOf(key, names) : key.text, evaluate(value, names)];
  });
  return Object.fromEntries(pairs);
}

/** What Azure alone can say stays as its text in brackets. */
function callOf(node: Node, names: Names): Value {
  const known = functions[first(node).text];
  const args = node.descendantsOfType('arguments')[0];
  if (known === undefined || args == null) return `[${node.text}]`;
  return known(...inner(args).map((argument) => evaluate(argument, names)));
}

function memberOf(node: Node, names: Names): Value {
  const [object, property] = inner(node);
  const held = object?.type === 'identifier' ? names[object.text] : undefined;
  const value =
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? held[property?.text ?? '']
      : undefined;
  return value ?? `[${node.text}]`;
}

function listOf(node: Node, names: Names): Value {
  const [variable, list, body] = inner(node);
  if (!variable || !list || !body) throw new Error(`“${node.text}”`);
  const items = evaluate(list, names);
  return (Array.isArray(items) ? items : []).map((item) =>
    evaluate(body, { ...names, [variable.text]: item }),
  );
}

const kinds: Readonly<Record<string, (node: Node, names: Names) => Value>> = {
  string: textOf,
  number: (node) => Number(node.text),
  boolean: (node) => node.text === 'true',
  null: () => null,
  identifier: (node, names) => names[node.text] ?? `[${node.text}]`,
  object: objectOf,
  array: (node, names) => inner(node).map((item) => evaluate(item, names)),
  call_expression: callOf,
  member_expression: memberOf,
  for_statement: listOf,
  parenthesized_expression: (node, names) => evaluate(first(node), names),
  unary_expression: (node, names) => !evaluate(first(node), names),
  binary_expression: (node, names) => {
    const [left, right] = inner(node);
    if (!left || !right || !node.text.includes('==')) throw new Error(`“${node.text}”`);
    return evaluate(left, names) === evaluate(right, names);
  },
  ternary_expression: (node, names) => {
    const [condition, yes, no] = inner(node);
    if (!condition || !yes || !no) throw new Error(`“${node.text}”`);
    return evaluate(evaluate(condition, names) ? yes : no, names);
  },
};

function evaluate(node: Node, names: Names): Value {
  const kind = kinds[node.type];
  if (kind === undefined) throw new Error(`${node.type} is not known here: “${node.text}”`);
  return kind(node, names);
}

function declaredIn(node: Node, names: Names): Declared | undefined {
  const [symbol, type, ...rest] = inner(node);
  const body = rest.at(-1);
  if (!symbol || !type || !body) throw new Error(`“${node.text}”`);
  const isThere = body.type === 'if_statement' ? Boolean(evaluate(first(body), names)) : true;
  if (!isThere) return undefined;
  const object = body.type === 'if_statement' ? inner(body).at(-1) : body;
  if (!object) throw new Error(`“${node.text}”`);
  return {
    symbol: symbol.text,
    type: textOf(type, names),
    existing: /^resource \S+ '[^']*' existing\b/.test(node.text),
    body: evaluate(object, names),
  };
}

/** Names that stand for values in expressions. */
function usedIn(root: Node): string[] {
  return root
    .descendantsOfType('identifier')
    .filter((node): node is Node => node !== null)
    .filter(({ parent, text }) => {
      if (parent === null || /declaration$|^decorator/.test(parent.type)) return false;
      if (parent.type === 'object_property') return parent.namedChild(0)?.text !== text;
      if (parent.type !== 'call_expression') return true;
      return parent.namedChild(0)?.text !== text;
    })
    .map(({ text }) => text);
}

/** Reads a Bicep file by the grammar of tree-sitter; throws with the line where it is none. */
export async function readTemplate(file: string): Promise<Template> {
  const root = await parse(await readFile(file, 'utf8'));
  const all = (type: string) => inner(root).filter((node) => node.type === type);
  const nameOf = (node: Node) => first(node).text;
  const parameters = all('parameter_declaration');
  const defaultOf = (node: Node) => inner(node).slice(2)[0];
  const loopVariables = root
    .descendantsOfType('for_statement')
    .flatMap((node) => (node === null ? [] : [first(node).text]));
  const declared = new Set([
    ...[...parameters, ...all('variable_declaration')].map(nameOf),
    ...[...all('resource_declaration'), ...all('module_declaration')].map(nameOf),
    ...loopVariables,
  ]);
  return {
    parameters: parameters.map(nameOf),
    needed: parameters.filter((node) => defaultOf(node) === undefined).map(nameOf),
    outputs: all('output_declaration').map(nameOf),
    unknown: usedIn(root).filter((name) => !declared.has(name)),
    deploy(given = {}) {
      const names: Record<string, Value> = {};
      for (const node of parameters) {
        const fallback = defaultOf(node);
        names[nameOf(node)] =
          given[nameOf(node)] ?? (fallback ? evaluate(fallback, names) : `[${nameOf(node)}]`);
      }
      for (const node of all('variable_declaration')) {
        const value = inner(node)[1];
        if (value) names[nameOf(node)] = evaluate(value, names);
      }
      return [...all('resource_declaration'), ...all('module_declaration')].flatMap(
        (node) => declaredIn(node, names) ?? [],
      );
    },
  };
}
