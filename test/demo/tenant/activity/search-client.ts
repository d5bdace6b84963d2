import type { JsonObject } from '../../../../src/demo/tenant/json.ts';
import { type Answer, nextOf, type OpenTenant, startTime, valuesOf } from '../tenant-client.ts';

/** Where searches are, by version. */
export const queriesPath = '/beta/security/auditLog/queries';

/** A body that asks for everything of the last fourteen days, or for what is said. */
export function asking(change: JsonObject = {}): JsonObject {
  return {
    displayName: 'test',
    filterStartDateTime: new Date(startTime.getTime() - 14 * 86_400_000).toISOString(),
    filterEndDateTime: startTime.toISOString(),
    ...change,
  };
}

/** Submits a search and gives the path of it. */
export async function submitted(open: OpenTenant, change: JsonObject = {}): Promise<string> {
  const answer = await open.post(queriesPath, asking(change));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return `${queriesPath}/${String(answer.body.id)}`;
}

/** All pages of a search's records. */
export async function pagesOf(open: OpenTenant, search: string, top = 1000): Promise<Answer[]> {
  const pages: Answer[] = [];
  let next: string | undefined = `${search}/records?$top=${top}`;
  while (next !== undefined) {
    const page: Answer = await open.get(next);
    pages.push(page);
    next = nextOf(page);
  }
  return pages;
}

/** Submits, waits by turning the clock, and reads every page. */
export async function recordsOf(open: OpenTenant, change: JsonObject = {}): Promise<JsonObject[]> {
  const search = await submitted(open, change);
  open.advance(5);
  return (await pagesOf(open, search)).flatMap(valuesOf);
}
