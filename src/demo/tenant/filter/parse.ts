import type { Filter, Literal } from './syntax.ts';
import { FilterError, type Token, tokenize } from './tokens.ts';

const operators = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const functions = new Set(['startswith', 'endswith', 'contains']);
const named: Record<string, Literal['type']> = { true: 'boolean', false: 'boolean', null: 'null' };

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Filter {
    const filter = this.#either();
    if (this.#at < this.#tokens.length) throw new FilterError(`unexpected '${this.#peek()?.text}'`);
    return filter;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new FilterError('the filter ends too early');
    this.#at += 1;
    return token;
  }

  #accept(kind: Token['kind'], text: string): boolean {
    const token = this.#peek();
    if (token?.kind !== kind || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept('mark', text)) throw new FilterError(`'${text}' expected`);
  }

  #either(): Filter {
    let left = this.#both();
    while (this.#accept('word', 'or')) left = { kind: 'or', left, right: this.#both() };
    return left;
  }

  #both(): Filter {
    let left = this.#one();
    while (this.#accept('word', 'and')) left = { kind: 'and', left, right: this.#one() };
    return left;
  }

  #one(): Filter {
    if (this.#accept('word', 'not')) return { kind: 'not', of: this.#one() };
    if (this.#accept('mark', '(')) {
      const inner = this.#either();
      this.#expect(')');
      return inner;
    }
    const path = this.#next();
    if (path.kind !== 'word') throw new FilterError(`a property expected, not '${path.text}'`);
    if (this.#accept('mark', '(')) return this.#call(path.text);
    return this.#comparison(path.text);
  }

  #call(name: string): Filter {
    if (functions.has(name.toLowerCase())) {
      const path = this.#next().text;
      this.#expect(',');
      const value = this.#literal();
      this.#expect(')');
      return { kind: 'compare', path, operator: name.toLowerCase(), value };
    }
    if (!name.endsWith('/any')) throw new FilterError(`unknown function '${name}'`);
    const variable = this.#next().text;
    this.#expect(':');
    const of = this.#either();
    this.#expect(')');
    return { kind: 'any', path: name.slice(0, -'/any'.length), variable, of };
  }

  #comparison(path: string): Filter {
    const operator = this.#next().text;
    if (operator === 'in') return this.#list(path);
    if (!operators.has(operator)) throw new FilterError(`unknown operator '${operator}'`);
    return { kind: 'compare', path, operator, value: this.#literal() };
  }

  #list(path: string): Filter {
    this.#expect('(');
    let filter: Filter = { kind: 'compare', path, operator: 'in', value: this.#literal() };
    while (this.#accept('mark', ',')) {
      const right: Filter = { kind: 'compare', path, operator: 'in', value: this.#literal() };
      filter = { kind: 'or', left: filter, right };
    }
    this.#expect(')');
    return filter;
  }

  #literal(): Literal {
    const token = this.#next();
    if (token.kind === 'mark') throw new FilterError('a value expected');
    if (token.kind !== 'word') return { type: token.kind, text: token.text };
    const type = named[token.text];
    if (type === undefined) throw new FilterError(`a value expected, not '${token.text}'`);
    return { type, text: token.text };
  }
}

/** Parses an OData filter; throws FilterError for what is not one. */
export function parseFilter(text: string): Filter {
  return new Parser(tokenize(text)).parse();
}
