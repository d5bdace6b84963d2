import { at, isRecord, text } from '../domain/record.ts';
import { AppError } from '../errors.ts';

/** The kinds of things this bot asks Graph for; each has its permission. */
export type GraphResource =
  | 'sign-ins'
  | 'users'
  | 'member-objects'
  | 'names'
  | 'policies'
  | 'named-locations';

const permissions: Readonly<Record<GraphResource, string>> = {
  'sign-ins': 'AuditLog.Read.All',
  users: 'User.Read.All',
  'member-objects': 'User.Read.All',
  names: 'Directory.Read.All',
  policies: 'Policy.Read.All (or Policy.Read.ConditionalAccess)',
  'named-locations': 'Policy.Read.All',
};

/** Microsoft's code for a tenant without Entra ID P1 or P2; licensed tenants get it now and then too. */
const noLicence = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

/** What Graph answered that was not a success. */
export interface GraphRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly retryAfterSeconds?: number;
  readonly requestId?: string;
}

export function readRefusal(
  status: number,
  body: unknown,
  retryAfterSeconds?: number,
): GraphRefusal {
  const error = isRecord(body) ? body : {};
  return {
    status,
    code: text(at(error, 'error.code')) ?? '',
    message: text(at(error, 'error.message')) ?? '',
    requestId: text(at(error, 'error.innerError.request-id')),
    retryAfterSeconds,
  };
}

/** Whether the same request can succeed when it is sent again. */
export function mayPass(refusal: GraphRefusal): boolean {
  const { status, code, message } = refusal;
  if (code === noLicence) return true;
  if (status === 400) return code === 'UnknownError' && message.includes('Unsupported Query');
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}

/** The sentence and the next step for what Graph refused. Bodies stay in `cause`, for the log. */
export function toGraphError(refusal: GraphRefusal, resource: GraphResource): AppError {
  const { status, code } = refusal;
  const cause = new Error(`Graph HTTP ${status} ${code}: ${refusal.message}`);
  if (status === 401) return refusedCredentials(cause);
  if (status === 403) return refusedRight(code, resource, cause);
  if (status === 404) {
    return new AppError('not-found', 'Microsoft Graph does not know that object.', {
      hint: 'It may have been deleted, or its id mistyped.',
      cause,
    });
  }
  if (status === 429) return throttled(refusal.retryAfterSeconds, cause);
  if (status === 408 || status === 504) {
    return new AppError('timed-out', 'Microsoft Graph took too long for this question.', {
      hint: 'Ask for a shorter range, for example “last 24h”, or name a person or an app.',
      retryable: true,
      cause,
    });
  }
  if (status >= 500) {
    return new AppError('unavailable', `Microsoft Graph has a problem (HTTP ${status}).`, {
      hint: 'Try again in a minute; the state of the service stands at https://status.cloud.microsoft.',
      retryable: true,
      retryAfterSeconds: refusal.retryAfterSeconds,
      cause,
    });
  }
  return new AppError('bad-question', `Microsoft Graph refused the question (HTTP ${status}).`, {
    hint: /date|retention|minimum/i.test(refusal.message)
      ? 'The range reaches back further than Graph keeps records: 30 days with Entra ID P1 or P2, 7 without.'
      : 'Ask with fewer filters; if it stays, give the reference to whoever runs the bot.',
    cause,
  });
}

export function throttled(retryAfterSeconds: number | undefined, cause?: unknown): AppError {
  const wait = retryAfterSeconds === undefined ? 'in a minute' : `in ${retryAfterSeconds} seconds`;
  return new AppError('throttled', 'Microsoft Graph is throttling this tenant right now.', {
    hint: `Ask again ${wait}; a shorter range or a named person costs less.`,
    retryable: true,
    retryAfterSeconds,
    cause,
  });
}

/** The request never got an answer: refused, reset, cut off, or given up. */
export function toTransportError(thrown: unknown, aborted: boolean): AppError {
  if (thrown instanceof AppError) return thrown;
  if (aborted) {
    return new AppError('timed-out', 'Microsoft Graph did not answer in time.', {
      hint: 'Ask again, or for a shorter range.',
      retryable: true,
      cause: thrown,
    });
  }
  return new AppError('unavailable', 'Microsoft Graph could not be reached.', {
    hint: 'Check that this machine reaches GRAPH_ENDPOINT by HTTPS, then ask again.',
    retryable: true,
    cause: thrown,
  });
}

function refusedCredentials(cause: unknown): AppError {
  return new AppError('credentials-refused', 'Microsoft Graph did not accept the bot’s token.', {
    hint: 'Check AZURE_TENANT_ID, AZURE_CLIENT_ID and its secret or certificate, and GRAPH_ENDPOINT.',
    cause,
  });
}

function refusedRight(code: string, resource: GraphResource, cause: unknown): AppError {
  if (code === noLicence) {
    return new AppError('licence-missing', 'Sign-in logs need Entra ID P1 or P2 in this tenant.', {
      hint: 'Microsoft serves them over Graph with that licence only; directory audits work without.',
      cause,
    });
  }
  const permission = permissions[resource];
  return new AppError(
    'permission-missing',
    `The bot’s application may not read this: it lacks ${permission}.`,
    {
      hint: `Grant the application permission ${permission} in Entra (App registrations › API permissions) and give admin consent.`,
      cause,
    },
  );
}
