/** One boolean clause of `$filter`, ready to send. Made by the functions below only. */
export type Clause = string & { readonly clause: unique symbol };

const clause = (words: string) => words as Clause;
/** OData text literal: single quotes doubled, nothing else has a meaning inside. */
const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;
/** Graph takes dates unquoted; a quoted one is refused as "Invalid filter clause". */
const instant = (at: Date) => at.toISOString();

export const equals = (field: string, value: string | number) =>
  clause(`${field} eq ${typeof value === 'number' ? value : literal(value)}`);
export const notBefore = (field: string, at: Date) => clause(`${field} ge ${instant(at)}`);
export const notAfter = (field: string, at: Date) => clause(`${field} le ${instant(at)}`);
export const beginsWith = (field: string, value: string) =>
  clause(`startsWith(${field},${literal(value)})`);
export const oneOf = (field: string, values: readonly string[]) =>
  clause(`${field} in (${values.map(literal).join(',')})`);
export const anyOf = (field: string, values: readonly string[]) =>
  clause(`(${field}/any(t: ${values.map((value) => `t eq ${literal(value)}`).join(' or ')}))`);
/** True of a record whose collection holds an object with this id. */
export const holdsId = (field: string, id: string) =>
  clause(`${field}/any(p: p/id eq ${literal(id)})`);
/** True of a record whose collection holds an object whose name begins so. */
export const holdsNameBeginning = (field: string, beginning: string) =>
  clause(`${field}/any(p: startsWith(p/displayName,${literal(beginning)}))`);
export const all = (clauses: readonly Clause[]) => clause(clauses.join(' and '));
export const either = (clauses: readonly Clause[]) => clause(`(${clauses.join(' or ')})`);

/** A query string; names keep their `$`, values are encoded. */
export function queryString(
  options: Readonly<Record<string, string | number | undefined>>,
): string {
  return Object.entries(options)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
    )
    .join('&');
}
