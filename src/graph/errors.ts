import { at, isRecord, text } from '../domain/record.ts';
import { AppError } from '../errors.ts';

/** The kinds of things this bot asks Graph for; each has its permission. */
export type GraphResource =
  | 'sign-ins'
  | 'directory-audits'
  | 'users'
  | 'member-objects'
  | 'group-members'
  | 'names'
  | 'policies'
  | 'named-locations'
  | 'risk'
  | 'roles'
  | 'sign-in-counts'
  | 'audit-searches'
  | 'licences';

const permissions: Readonly<Record<GraphResource, string>> = {
  'sign-ins': 'AuditLog.Read.All',
  'directory-audits': 'AuditLog.Read.All',
  users: 'User.Read.All',
  'member-objects': 'User.Read.All',
  'group-members': 'GroupMember.Read.All',
  names: 'Directory.Read.All',
  policies: 'Policy.Read.All or Policy.Read.ConditionalAccess',
  'named-locations': 'Policy.Read.All or Policy.Read.ConditionalAccess',
  risk: 'IdentityRiskyUser.Read.All',
  roles: 'RoleManagement.Read.Directory',
  'sign-in-counts': 'Reports.Read.All',
  'audit-searches': 'AuditLogsQuery.Read.All',
  licences: 'LicenseAssignment.Read.All or Organization.Read.All',
};

/** Microsoft's code for a tenant without Entra ID P1 or P2; licensed tenants get it now and then too. */
const noLicence = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';
const usualTries = 4;
const licenceTries = 3;

/** What Graph answered that was not a success; travels as the `cause` of an AppError, for the log. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  readonly status: number;
  /** Graph's own code, '' when there was none. */
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;
  readonly requestId: string | undefined;
  /** Said by the unified audit log, at the top or as JSON inside the message. */
  readonly saysAuditingOff: boolean;

  constructor(status: number, body: unknown, retryAfterSeconds?: number) {
    const error = isRecord(body) ? body : {};
    super(text(at(error, 'error.message')) ?? 'no reason was given');
    this.status = status;
    this.code = text(at(error, 'error.code')) ?? '';
    this.requestId = text(at(error, 'error.innerError.request-id'));
    this.retryAfterSeconds = retryAfterSeconds;
    this.saysAuditingOff = JSON.stringify(body ?? '').includes('AuditingDisabledTenant');
  }
}

/** What Graph answered, where an AppError comes from a refusal. */
export function refusalOf(thrown: unknown): GraphRefusal | undefined {
  const cause = thrown instanceof AppError ? thrown.cause : undefined;
  return cause instanceof GraphRefusal ? cause : undefined;
}

/** How many tries a refusal is worth in all: 1 when the same request cannot succeed later. */
export function triesFor({ status, code, message, saysAuditingOff }: GraphRefusal): number {
  if (saysAuditingOff) return 1;
  if (code === noLicence) return licenceTries;
  // Seen now and then on queries that succeed a moment later.
  const isHiccup = status === 400 && code === 'UnknownError' && /unsupported query/i.test(message);
  const mayPass = status === 408 || status === 429 || (status >= 500 && status !== 501);
  return isHiccup || mayPass ? usualTries : 1;
}

/** The sentence and the next step for what Graph refused; Graph's own words stay in `cause`. */
export function toGraphError(refusal: GraphRefusal, resource: GraphResource): AppError {
  const { status } = refusal;
  if (refusal.saysAuditingOff) return auditingOff(refusal);
  if (status === 401) return refusedToken(refusal);
  if (status === 403) return refusedRight(refusal, resource);
  if (status === 404) {
    return new AppError('not-found', 'Microsoft Graph does not know that object.', {
      hint: 'It may have been deleted, or its id mistyped.',
      cause: refusal,
    });
  }
  if (status === 429 && resource === 'audit-searches') return tooManySearches(refusal);
  if (status === 429) return throttled(refusal.retryAfterSeconds, refusal);
  if (status === 408 || status === 504) return tooSlow(refusal);
  if (status >= 500) {
    return new AppError('unavailable', `Microsoft Graph has a problem (HTTP ${status}).`, {
      hint: 'Try again in a minute; the state of the service is shown at https://status.cloud.microsoft.',
      retryable: status !== 501,
      retryAfterSeconds: refusal.retryAfterSeconds,
      cause: refusal,
    });
  }
  if (status < 400) return notGraph(`HTTP ${status}`, refusal);
  return new AppError('bad-question', `Microsoft Graph refused the question (HTTP ${status}).`, {
    hint: 'Ask with fewer filters; if it stays, give the reference to whoever runs the bot.',
    retryable: triesFor(refusal) > 1,
    cause: refusal,
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

/** Limits of searches are per tenant, and other tools' searches count too. */
function tooManySearches(refusal: GraphRefusal): AppError {
  const { retryAfterSeconds } = refusal;
  return new AppError('throttled', 'Microsoft takes no more searches of this tenant for now.', {
    hint: 'A tenant has about 200 searches of its audit log in 24 hours, whichever tool starts them, and some at a time.',
    retryable: true,
    retryAfterSeconds,
    cause: refusal,
  });
}

function auditingOff(cause: unknown): AppError {
  return new AppError('auditing-off', 'Auditing is off in this tenant.', {
    hint: 'Switch it on in Exchange Online PowerShell with “Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true” (it needs the role Audit Logs) or in Purview under Audit. It takes up to 60 minutes, and what happened before is not in the log.',
    cause,
  });
}

/** National clouds have no such API (Microsoft Graph, “Create auditLogQuery”: global service only). */
export function searchesNotServed(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    'Microsoft Graph does not search the unified audit log in this cloud.',
    {
      hint: 'It does so in the global cloud and GCC alone: search in Purview, or check GRAPH_ENDPOINT and CLOUD.',
      cause,
    },
  );
}

/** No answer in the time there was. */
export function tooSlow(cause: unknown): AppError {
  return new AppError('timed-out', 'Microsoft Graph took too long for this question.', {
    hint: 'Ask for a shorter range, for example “last 24h”, or name a person or an app.',
    retryable: true,
    cause,
  });
}

/** The connection was refused, reset or never made. */
export function unreachable(cause: unknown): AppError {
  return new AppError('unavailable', 'Microsoft Graph could not be reached.', {
    hint: 'Check that this machine reaches GRAPH_ENDPOINT by HTTPS, then ask again.',
    retryable: true,
    cause,
  });
}

/** The answer broke off or is no JSON object. */
export function unreadable(cause: unknown): AppError {
  return new AppError('unavailable', 'Microsoft Graph’s answer could not be read.', {
    hint: 'Ask again; if it stays, check that GRAPH_ENDPOINT is Graph’s root and no proxy answers in its place.',
    retryable: true,
    cause,
  });
}

/** A log reaches back so far only; what is older is refused as an invalid filter. */
export function tooFarBack(cause: unknown): AppError {
  return new AppError('bad-question', 'That range begins before the oldest sign-in Graph keeps.', {
    hint: 'Graph keeps sign-ins for 30 days with Entra ID P1 or P2: ask for “last 30d” or less.',
    cause,
  });
}

/** The same of directory audits, which come without a licence too. */
export function auditsTooFarBack(cause: unknown): AppError {
  return new AppError(
    'bad-question',
    'That range ends before the oldest directory audit Graph keeps.',
    {
      hint: 'Graph keeps directory audits for 30 days with Entra ID P1 or P2, for 7 days without: ask for “last 7d” or “last 30d”.',
      cause,
    },
  );
}

function notGraph(what: string, cause: unknown): AppError {
  return new AppError(
    'unavailable',
    `What answered in Microsoft Graph’s place was no Graph: ${what}.`,
    {
      hint: 'Check GRAPH_ENDPOINT: Graph’s root, without a version.',
      cause,
    },
  );
}

function refusedToken(cause: unknown): AppError {
  return new AppError('credentials-refused', 'Microsoft Graph did not accept the bot’s token.', {
    hint: 'Check AZURE_TENANT_ID, AZURE_CLIENT_ID and its secret or certificate, and that CLOUD and GRAPH_ENDPOINT are of the same cloud.',
    cause,
  });
}

function refusedRight(refusal: GraphRefusal, resource: GraphResource): AppError {
  if (refusal.code === noLicence) {
    return new AppError('licence-missing', 'Sign-in logs need Entra ID P1 or P2 in this tenant.', {
      hint: 'Microsoft serves them over Graph with that licence only; directory audits work without.',
      cause: refusal,
    });
  }
  if (resource === 'risk' && /not licensed/i.test(refusal.message)) {
    return new AppError('licence-missing', 'User risk needs Entra ID P2 in this tenant.', {
      hint: 'Microsoft serves it with that licence only.',
      cause: refusal,
    });
  }
  const permission = permissions[resource];
  return new AppError('permission-missing', `The bot’s application lacks ${permission}.`, {
    hint: `Grant it the application permission ${permission} in Entra (App registrations › API permissions) and give admin consent.`,
    cause: refusal,
  });
}
