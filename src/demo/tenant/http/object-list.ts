import { compileFilter } from '../filter/compile.ts';
import { directoryTable } from '../filter/directory-table.ts';
import { parseFilter } from '../filter/parse.ts';
import { FilterError } from '../filter/tokens.ts';
import type { JsonObject } from '../json.ts';
import { contextOf, GraphFailure, type GraphRequest, type GraphResponse } from './graph-message.ts';
import { badDirectoryRequest, readTop } from './query-options.ts';
import { nextLink, readSkipToken } from './skip-token.ts';

/** The objects that a `$filter` leaves; what cannot be filtered is refused as the directory does. */
export function filterObjects(
  request: GraphRequest,
  objects: readonly JsonObject[],
  names: readonly string[],
  flags: readonly string[] = [],
): readonly JsonObject[] {
  const text = request.query.get('$filter');
  if (text === null) return objects;
  try {
    return objects.filter(compileFilter(parseFilter(text), directoryTable(names, flags)));
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new GraphFailure(
      400,
      'Request_UnsupportedQuery',
      `Unsupported or invalid query filter clause specified: ${error.message}.`,
    );
  }
}

/** One page of objects with a link to the next. */
export function objectPage(
  request: GraphRequest,
  entity: string,
  objects: readonly JsonObject[],
  view: (object: JsonObject) => JsonObject,
): GraphResponse {
  const top = readTop(request, 999, 100, badDirectoryRequest);
  const start = readSkipToken(request)?.seq ?? 0;
  const end = start + top;
  const body: JsonObject = { '@odata.context': contextOf(request, entity) };
  if (request.query.get('$count') === 'true') body['@odata.count'] = objects.length;
  if (end < objects.length) body['@odata.nextLink'] = nextLink(request, { atMs: 0, seq: end });
  body.value = objects.slice(start, end).map(view);
  return { status: 200, body };
}
