import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../json.ts';
import type { GraphVersion } from '../sign-in-view.ts';
import type { Delegate } from './access-tokens.ts';

/** A request to Graph, alone or out of a batch. */
export interface GraphRequest {
  readonly method: string;
  readonly version: GraphVersion;
  /** Path segments after the version, decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  /** Scheme, host and port by which the caller reached the service. */
  readonly root: string;
  readonly appId: string;
  /** Whose rights count besides the application's; absent: nobody's. */
  readonly person?: Delegate;
}

/** What Graph answers. */
export interface GraphResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** An answer that is an error; thrown anywhere, written in one place. */
export class GraphFailure extends Error {
  override readonly name = 'GraphFailure';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The answer for a failure in Graph's JSON. */
export function failureResponse(
  failure: GraphFailure,
  clientRequestId: string | undefined,
  now: Date,
): GraphResponse {
  const requestId = randomUUID();
  const innerError: JsonObject = {
    date: now.toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': clientRequestId ?? requestId,
  };
  return {
    status: failure.status,
    headers: failure.headers,
    body: { error: { code: failure.code, message: failure.message, innerError } },
  };
}

/** The answer for something that is not there. */
export function notFound(resource: string): GraphFailure {
  return new GraphFailure(
    404,
    'Request_ResourceNotFound',
    `Resource '${resource}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** The `@odata.context` of an answer. */
export function contextOf(request: GraphRequest, entity: string): string {
  return `https://graph.microsoft.com/${request.version}/$metadata#${entity}`;
}
