import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import {
  failureResponse,
  GraphFailure,
  type GraphRequest,
  type GraphResponse,
} from './graph-message.ts';
import { badRequest } from './query-options.ts';

/** A segment that is not well encoded stands for itself. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Cuts `/path?query` into what a request needs. */
export function splitTarget(target: string): { path: string[]; query: URLSearchParams } {
  const [path = '', ...query] = target.split('?');
  return {
    path: path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeSegment),
    query: new URLSearchParams(query.join('?')),
  };
}

function readHeaders(value: Json): Record<string, string> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]),
  );
}

function readEntries(body: Json): JsonObject[] {
  const requests = isJsonObject(body) ? body.requests : undefined;
  if (!Array.isArray(requests))
    throw badRequest("Invalid batch payload format: 'requests' is missing.");
  if (requests.length > 20) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of 20.`);
  }
  const entries = requests.filter(isJsonObject);
  const ids = new Set(entries.map((entry) => String(entry.id).toLowerCase()));
  const isWhole = entries.every((entry) => entry.id && entry.method && entry.url);
  if (!isWhole || ids.size !== requests.length) {
    throw badRequest(
      'Invalid batch payload format: every request needs a unique id, a method and a url.',
    );
  }
  return entries;
}

function failedParent(entry: JsonObject, done: ReadonlyMap<string, number>): boolean {
  const parents = Array.isArray(entry.dependsOn) ? entry.dependsOn : [];
  return parents.some((parent) => (done.get(String(parent)) ?? 400) >= 400);
}

/** Answers a batch: each part is limited and refused on its own, inside one 200. */
export function answerBatch(
  outer: GraphRequest,
  now: Date,
  answer: (request: GraphRequest) => GraphResponse,
): GraphResponse {
  const done = new Map<string, number>();
  const responses = readEntries(outer.body).map((entry): JsonObject => {
    const url = String(entry.url);
    const request: GraphRequest = {
      ...outer,
      method: String(entry.method).toUpperCase(),
      ...splitTarget(url),
      headers: readHeaders(entry.headers),
      body: entry.body,
    };
    const response = failedParent(entry, done)
      ? failureResponse(
          new GraphFailure(424, 'FailedDependency', 'A request this one depends on has failed.'),
          undefined,
          now,
        )
      : answer(request);
    done.set(String(entry.id), response.status);
    return {
      id: String(entry.id),
      status: response.status,
      headers: { 'Content-Type': 'application/json', ...capitalised(response.headers) },
      body: response.body,
    };
  });
  return { status: 200, body: { responses: responses.reverse() } };
}

function capitalised(headers: Readonly<Record<string, string>> = {}): JsonObject {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );
}
