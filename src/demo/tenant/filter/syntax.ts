/** A value in a filter, with the type it was written as. */
export interface Literal {
  readonly type: 'string' | 'date' | 'number' | 'boolean' | 'null';
  readonly text: string;
}

/** A parsed filter. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly of: Filter }
  | {
      readonly kind: 'compare';
      readonly path: string;
      readonly operator: string;
      readonly value: Literal;
    }
  | { readonly kind: 'any'; readonly path: string; readonly variable: string; readonly of: Filter };

/** Calls `visit` for every comparison in a filter, inside collections too. */
export function visitComparisons(
  filter: Filter,
  visit: (path: string, operator: string, value: Literal) => void,
): void {
  if (filter.kind === 'compare') visit(filter.path, filter.operator, filter.value);
  else if (filter.kind === 'not' || filter.kind === 'any') visitComparisons(filter.of, visit);
  else {
    visitComparisons(filter.left, visit);
    visitComparisons(filter.right, visit);
  }
}

/** True when a collection of that name is asked about anywhere in the filter. */
export function asksAbout(filter: Filter, collection: string): boolean {
  if (filter.kind === 'any') return filter.path === collection || asksAbout(filter.of, collection);
  if (filter.kind === 'not') return asksAbout(filter.of, collection);
  if (filter.kind === 'and' || filter.kind === 'or') {
    return asksAbout(filter.left, collection) || asksAbout(filter.right, collection);
  }
  return false;
}
