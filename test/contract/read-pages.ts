import type { ReadOptions } from '../../src/ports/read-options.ts';

const person: ReadOptions = { priority: 'person' };

interface Paged<Query, Page> {
  pages(query: Query, options: ReadOptions): AsyncIterable<Page>;
}

/** All pages that a log gives to a question. */
export async function pagesOf<Query, Page>(
  log: Paged<Query, Page>,
  query: Query,
  options: ReadOptions = person,
): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of log.pages(query, options)) pages.push(page);
  return pages;
}

/** All rows of those pages. */
export async function rowsOf<Query, Row>(
  log: Paged<Query, { readonly rows: readonly Row[] }>,
  query: Query,
  options?: ReadOptions,
): Promise<Row[]> {
  return (await pagesOf(log, query, options)).flatMap(({ rows }) => rows);
}
