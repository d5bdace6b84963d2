import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import { AccessTokens } from './http/access-tokens.ts';
import { answerBatch, splitTarget } from './http/batch.ts';
import { answerDemo } from './http/demo-routes.ts';
import { answerExchange } from './http/exchange-routes.ts';
import {
  failureResponse,
  GraphFailure,
  type GraphRequest,
  type GraphResponse,
} from './http/graph-message.ts';
import { answerGraph } from './http/graph-router.ts';
import { headersOf, parseJson, readBody, rootOf, send } from './http/incoming.ts';
import { answerLogin } from './http/oauth-routes.ts';
import { RequestLog } from './http/request-log.ts';
import { Throttle } from './http/throttle.ts';
import type { Tenant } from './tenant.ts';

interface Call {
  readonly method: string;
  readonly target: string;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly root: string;
  readonly isFromHere: boolean;
}

const loopback = /^(::1|(::ffff:)?127\.)/;
const loopbackHost = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/;
const graphAudience = /graph|00000003-0000-0000-c000-000000000000|:\/\/(127\.|localhost|\[::1\])/i;

const exchangeAudience = /outlook|00000002-0000-0ff1-ce00-000000000000/i;

const faultStatus: Record<string, [number, string, string]> = {
  '429': [429, 'TooManyRequests', 'Too many requests.'],
  '500': [500, 'UnknownError', 'An unknown error has occurred.'],
  '503': [503, 'ServiceUnavailable', 'The service is temporarily unavailable.'],
  '504': [504, 'GatewayTimeout', 'The service did not respond in time.'],
};

function faultResponse(
  fault: Fault,
  headers: Readonly<Record<string, string>>,
  now: Date,
): GraphResponse | undefined {
  const known = faultStatus[fault.kind];
  if (known === undefined) return undefined;
  const wait = fault.retryAfterSeconds;
  const extra: Record<string, string> = wait === undefined ? {} : { 'retry-after': String(wait) };
  return failureResponse(new GraphFailure(...known, extra), headers['client-request-id'], now);
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const target = request.url ?? '/';
  return {
    method: request.method ?? 'GET',
    target,
    ...splitTarget(target),
    headers: headersOf(request),
    text: await readBody(request),
    root: rootOf(request),
    isFromHere:
      loopback.test(request.socket.remoteAddress ?? '') &&
      loopbackHost.test(request.headers.host ?? ''),
  };
}

/** Makes the request handler of a tenant, for a plain or a TLS server. */
export function createTenantHandler(
  tenant: Tenant,
  log: RequestLog = new RequestLog(),
): RequestListener {
  const tokens = new AccessTokens(`key of tenant ${tenant.seed}`);
  const throttle = new Throttle();

  function refuseToken(call: Call, message: string): GraphResponse {
    const failure = new GraphFailure(401, 'InvalidAuthenticationToken', message, {
      'www-authenticate': 'Bearer',
    });
    return failureResponse(failure, call.headers['client-request-id'], tenant.now());
  }

  function answerService(call: Call, version: 'v1.0' | 'beta'): GraphResponse {
    const bearer = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1];
    if (bearer === undefined) return refuseToken(call, 'Access token is empty.');
    const claims = tokens.read(bearer, tenant.now());
    if (claims === undefined)
      return refuseToken(
        call,
        'Lifetime validation failed, the token is expired, or the token is invalid.',
      );
    if (!graphAudience.test(claims.audience))
      return refuseToken(call, 'Access token validation failure. Invalid audience.');
    const request: GraphRequest = {
      method: call.method,
      version,
      path: call.path.slice(1),
      query: call.query,
      headers: call.headers,
      body: parseJson(call.text),
      root: call.root,
      appId: claims.appId,
      person: claims.person,
    };
    const one = (part: GraphRequest) => answerGraph(part, tenant, throttle);
    return request.path[0] === '$batch' && call.method === 'POST'
      ? batch(request, one)
      : one(request);
  }

  /** Exchange's cmdlets, with a token of its own audience; below `/compliance` as Security & Compliance answers them. */
  function answerCmdlet(call: Call, path: readonly string[], isCompliance: boolean): GraphResponse {
    const bearer = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? '';
    const claims = tokens.read(bearer, tenant.now());
    if (claims === undefined || !exchangeAudience.test(claims.audience)) {
      return { status: 401, headers: { 'www-authenticate': 'Bearer realm=""' }, body: undefined };
    }
    const { method, query, headers, root } = call;
    const body = parseJson(call.text);
    return answerExchange({ method, path, query, headers, body, root, isCompliance }, tenant);
  }

  function batch(request: GraphRequest, one: (part: GraphRequest) => GraphResponse): GraphResponse {
    try {
      return answerBatch(request, tenant.now(), one);
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      return failureResponse(error, request.headers['client-request-id'], tenant.now());
    }
  }

  function answer(call: Call): GraphResponse {
    const [first, second = ''] = call.path;
    if (first === '_demo') {
      if (!call.isFromHere) return { status: 403, body: { error: 'only from this machine' } };
      return answerDemo(call.method, second, parseJson(call.text), tenant, log);
    }
    if (first === 'adminapi') return answerCmdlet(call, call.path, false);
    if (first === 'compliance') return answerCmdlet(call, call.path.slice(1), true);
    if (first === 'v1.0' || first === 'beta') return answerService(call, first);
    const login = answerLogin(
      {
        method: call.method,
        path: call.target.split('?')[0] ?? '/',
        form: new URLSearchParams(call.text),
        root: call.root,
        permissions: [...tenant.permissions],
        isSecretExpired: tenant.isSecretExpired,
        consents: tenant.consents,
        now: tenant.now(),
      },
      tokens,
    );
    return (
      login ??
      failureResponse(
        new GraphFailure(404, 'NotFound', 'Nothing is served here.'),
        undefined,
        tenant.now(),
      )
    );
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    const fault =
      call.path[0] === '_demo' ? undefined : tenant.faults.take(`${call.method} ${call.target}`);
    const note = (status: number) =>
      log.add({ method: call.method, path: call.target, status, at: tenant.now() });
    if (fault?.kind === 'reset') {
      note(0);
      request.socket.destroy();
      return;
    }
    if (fault?.kind === 'slow') await delay(fault.delayMs ?? 1000);
    const shown = (fault && faultResponse(fault, call.headers, tenant.now())) ?? answer(call);
    note(shown.status);
    send(response, shown, fault?.kind === 'cut-json');
  }

  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'unknown';
      if (response.headersSent || request.destroyed) response.destroy();
      else send(response, { status: 500, body: { error: { code: 'UnknownError', message } } });
    });
  };
}
