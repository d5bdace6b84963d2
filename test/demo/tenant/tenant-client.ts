import { client, tenantId } from '../../../src/demo/tenant/identities.ts';
import { isJsonObject, type JsonObject } from '../../../src/demo/tenant/json.ts';
import type { SignInTiming } from '../../../src/demo/tenant/place-sign-in.ts';
import {
  type RunningTenant,
  startTenant,
  type TenantOptions,
} from '../../../src/demo/tenant/server.ts';

/** The time at which the tests' tenants start: a Sunday evening. */
export const startTime = new Date('2026-11-22T20:00:00.000Z');

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
}

/** A running tenant with a clock to turn and calls that carry a token. */
export interface OpenTenant {
  readonly running: RunningTenant;
  readonly tenant: RunningTenant['tenant'];
  advance(seconds: number): Date;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  remove(path: string): Promise<Answer>;
}

/** Asks for a token as an application does. */
export async function askToken(url: string, change: Record<string, string> = {}): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
    scope: 'https://graph.microsoft.com/.default',
    ...change,
  });
  const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: form,
  });
  return read(response);
}

async function read(response: Response): Promise<Answer> {
  const body: unknown = response.status === 204 ? {} : await response.json();
  return {
    status: response.status,
    headers: response.headers,
    body: isJsonObject(body) ? body : {},
  };
}

/** Starts a tenant with few sign-ins, no limits unless asked for, and a clock that stands still. */
export async function openTenant(options: TenantOptions = {}): Promise<OpenTenant> {
  let nowMs = startTime.getTime();
  const running = await startTenant({
    signInCount: 0,
    throttle: false,
    now: () => new Date(nowMs),
    ...options,
  });
  const { body } = await askToken(running.url);
  const call = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    sent?: unknown,
  ) => {
    const target = path.startsWith('http') ? path : `${running.url}${path}`;
    const response = await fetch(target, {
      method,
      headers: {
        authorization: `Bearer ${body.access_token}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: sent === undefined ? undefined : JSON.stringify(sent),
    });
    return read(response);
  };
  return {
    running,
    tenant: running.tenant,
    advance(seconds) {
      nowMs += seconds * 1000;
      return new Date(nowMs);
    },
    get: (path, headers = {}) => call('GET', path, headers),
    post: (path, sent, headers = {}) => call('POST', path, headers, sent),
    remove: (path) => call('DELETE', path, {}),
  };
}

/** The timing of a record that changes after it was first seen. */
export function changingAt(at: Date, patch: JsonObject): SignInTiming {
  // biome-ignore lint/suspicious/noThenProperty: the name is part of the agreed controls
  return { then: { at, patch } };
}

/** The objects of a list answer. */
export function valuesOf(answer: Answer): JsonObject[] {
  const { value } = answer.body;
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Code and message of an error answer. */
export function errorOf(answer: Answer): { code: string; message: string } {
  const { error } = answer.body;
  const found = isJsonObject(error) ? error : {};
  return { code: String(found.code), message: String(found.message) };
}

/** The address of the next page, if there is one. */
export function nextOf(answer: Answer): string | undefined {
  const link = answer.body['@odata.nextLink'];
  return typeof link === 'string' ? link : undefined;
}

/** A path with a filter. */
export function filtered(path: string, filter: string, more = ''): string {
  return `${path}?$filter=${encodeURIComponent(filter)}${more}`;
}
