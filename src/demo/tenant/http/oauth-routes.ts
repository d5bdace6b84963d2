import { randomUUID } from 'node:crypto';
import { client, tenantId } from '../identities.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { type AccessTokens, tokenLifeSeconds } from './access-tokens.ts';
import type { GraphResponse } from './graph-message.ts';
import { parseJson } from './incoming.ts';

/** A request to the login service. */
export interface LoginRequest {
  readonly method: string;
  readonly path: string;
  readonly form: URLSearchParams;
  readonly root: string;
  readonly permissions: readonly string[];
  readonly isSecretExpired: boolean;
  /** Delegated permissions that were consented to. */
  readonly consents: ReadonlySet<string>;
  readonly now: Date;
}

function refusal(
  status: number,
  error: string,
  code: number,
  sentence: string,
  now: Date,
): GraphResponse {
  const trace = randomUUID();
  const body: JsonObject = {
    error,
    error_description: `AADSTS${code}: ${sentence} Trace ID: ${trace} Timestamp: ${now.toISOString()}`,
    error_codes: [code],
    timestamp: now.toISOString(),
    trace_id: trace,
    correlation_id: trace,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  };
  return { status, body };
}

/** A certificate's assertion is believed when it names the client; its signature is not checked. */
function isAssertionOf(assertion: string | null, clientId: string): boolean {
  const claims = assertion?.split('.')[1];
  if (!claims) return false;
  const parsed = parseJson(Buffer.from(claims, 'base64url').toString('utf8'));
  return isJsonObject(parsed) && parsed.iss === clientId;
}

const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const graphScope = /^https:\/\/graph\.microsoft\.com\/(.+)$/;

/** Exchanges a token for this application into one for Graph, as somebody who has consented. */
function exchange({ form, now, consents }: LoginRequest, tokens: AccessTokens): GraphResponse {
  const claims = tokens.read(form.get('assertion') ?? '', now);
  const scopes = (form.get('scope') ?? '')
    .split(' ')
    .flatMap((one) => graphScope.exec(one)?.[1] ?? []);
  const isForUs = claims?.audience === `api://${client.id}`;
  if (!claims?.person || !isForUs || form.get('requested_token_use') !== 'on_behalf_of') {
    return refusal(400, 'invalid_grant', 50013, 'Assertion failed signature validation.', now);
  }
  const missing = scopes.find((scope) => !consents.has(scope));
  if (missing !== undefined) {
    return refusal(
      400,
      'invalid_grant',
      65001,
      `The user or administrator has not consented to use '${missing}'.`,
      now,
    );
  }
  const person = { id: claims.person.id, scopes };
  const body: JsonObject = {
    token_type: 'Bearer',
    scope: scopes.join(' '),
    expires_in: tokenLifeSeconds,
    access_token: tokens.issueFor(person, client.id, 'https://graph.microsoft.com', now),
  };
  return { status: 200, headers: { 'cache-control': 'no-store' }, body };
}

function issueToken(request: LoginRequest, tokens: AccessTokens): GraphResponse {
  const { form, now } = request;
  const scope = form.get('scope') ?? '';
  const isOnBehalf = form.get('grant_type') === onBehalfOf;
  if (!isOnBehalf && form.get('grant_type') !== 'client_credentials') {
    return refusal(
      400,
      'unsupported_grant_type',
      70003,
      'The app requested an unsupported grant type.',
      now,
    );
  }
  if (form.get('client_id') !== client.id) {
    return refusal(
      400,
      'unauthorized_client',
      700016,
      'Application was not found in the directory.',
      now,
    );
  }
  const isKnown =
    form.get('client_secret') === client.secret ||
    isAssertionOf(form.get('client_assertion'), client.id);
  if (!isKnown) {
    return refusal(401, 'invalid_client', 7000215, 'Invalid client secret provided.', now);
  }
  if (request.isSecretExpired) {
    return refusal(
      401,
      'invalid_client',
      7000222,
      'The provided client secret keys are expired.',
      now,
    );
  }
  if (isOnBehalf) return exchange(request, tokens);
  if (!scope.endsWith('/.default')) {
    return refusal(
      400,
      'invalid_scope',
      1002012,
      'The provided value for scope is not valid.',
      now,
    );
  }
  const audience = scope.slice(0, -'/.default'.length);
  const body: JsonObject = {
    token_type: 'Bearer',
    expires_in: tokenLifeSeconds,
    ext_expires_in: tokenLifeSeconds,
    access_token: tokens.issue(client.id, audience, request.permissions, now),
  };
  return { status: 200, headers: { 'cache-control': 'no-store' }, body };
}

function openIdConfiguration(root: string, tenant: string): JsonObject {
  return {
    token_endpoint: `${root}/${tenant}/oauth2/v2.0/token`,
    authorization_endpoint: `${root}/${tenant}/oauth2/v2.0/authorize`,
    jwks_uri: `${root}/${tenant}/discovery/v2.0/keys`,
    issuer: `${root}/${tenant}/v2.0`,
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
  };
}

function instanceDiscovery(root: string): JsonObject {
  const host = new URL(root).host;
  return {
    tenant_discovery_endpoint: `${root}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

/** Answers for the login service, or undefined when the path is not one of its own. */
export function answerLogin(
  request: LoginRequest,
  tokens: AccessTokens,
): GraphResponse | undefined {
  const { method, path, root, now } = request;
  if (path === '/common/discovery/instance') return { status: 200, body: instanceDiscovery(root) };
  const [, tenant = '', ...rest] = path.split('/');
  const tail = rest.join('/');
  const isToken = tail === 'oauth2/v2.0/token' && method === 'POST';
  const isConfiguration = tail === 'v2.0/.well-known/openid-configuration';
  if (!isToken && !isConfiguration) return undefined;
  if (tenant !== tenantId) {
    return refusal(400, 'invalid_request', 90002, `Tenant '${tenant}' not found.`, now);
  }
  if (isConfiguration) return { status: 200, body: openIdConfiguration(root, tenant) };
  return issueToken(request, tokens);
}
