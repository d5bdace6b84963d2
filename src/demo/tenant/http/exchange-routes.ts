import { randomUUID } from 'node:crypto';
import { type Cmdlet, type CmdletCall, cmdlets } from '../exchange/cmdlets.ts';
import { badParameter, ExchangeFailure } from '../exchange/failure.ts';
import { client, tenantId } from '../identities.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { hashText } from '../random.ts';
import type { Tenant } from '../tenant.ts';
import type { GraphResponse } from './graph-message.ts';

/** A request to Exchange's cmdlet route. */
export interface ExchangeRequest {
  readonly method: string;
  /** Segments after the root, decoded: `adminapi`, `beta`, the tenant, `InvokeCommand`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly root: string;
  /** Asked of Security & Compliance PowerShell, which has the same cmdlet and never says True. */
  readonly isCompliance: boolean;
}

interface Asked {
  readonly name: string;
  readonly cmdlet: Cmdlet;
  readonly parameters: ReadonlyMap<string, Json>;
}

const anchors = {
  usual: 'bb558c35-97f1-4cb9-8ff7-d53741dc928c',
  auditConfig: '8cc370d3-822a-4ab8-a926-bb94bd0641a9',
};

function checkAnchor({ headers }: ExchangeRequest, name: string): void {
  const anchor = headers['x-anchormailbox'] ?? '';
  const id = name === 'set-adminauditlogconfig' ? anchors.auditConfig : anchors.usual;
  if (anchor === `APP:SystemMailbox{${id}}@${tenantId}`) return;
  throw new ExchangeFailure(
    400,
    'BadRequest',
    `The anchor mailbox '${anchor}' is not one that ${name} can be routed by.`,
  );
}

function readCall(body: Json): { name: string; parameters: ReadonlyMap<string, Json> } {
  const input = isJsonObject(body) ? body.CmdletInput : undefined;
  if (!isJsonObject(input) || typeof input.CmdletName !== 'string') {
    throw new ExchangeFailure(400, 'BadRequest', 'CmdletInput must have a CmdletName.');
  }
  const given = isJsonObject(input.Parameters) ? input.Parameters : {};
  const parameters = new Map(Object.entries(given).map(([key, one]) => [key.toLowerCase(), one]));
  return { name: input.CmdletName, parameters };
}

/** The cmdlet, if the application's roles hold it: Exchange does not know those that they don't. */
function readAsked(request: ExchangeRequest, tenant: Tenant): Asked {
  const { name, parameters } = readCall(request.body);
  const { roles, isDehydrated } = tenant.exchange.settings;
  if (roles.length === 0) {
    throw new ExchangeFailure(
      403,
      'Forbidden',
      `The role assigned to application ${client.id} isn't supported in this scenario. Please check online documentation for assigning correct Directory Roles to Azure AD Application for EXO App-Only Authentication.`,
    );
  }
  const cmdlet = cmdlets[name.toLowerCase()];
  if (cmdlet === undefined || !roles.includes(cmdlet.role)) {
    throw new ExchangeFailure(
      400,
      'BadRequest',
      `|System.Management.Automation.CommandNotFoundException|The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program.`,
      { type: 'System.Management.Automation.CommandNotFoundException' },
    );
  }
  checkAnchor(request, name.toLowerCase());
  const unknown = [...parameters.keys()].find((one) => !cmdlet.parameters.includes(one));
  if (unknown !== undefined) {
    throw badParameter(`A parameter cannot be found that matches parameter name '${unknown}'.`);
  }
  if (cmdlet.needsCustomization && isDehydrated) {
    throw new ExchangeFailure(
      400,
      'BadRequest',
      "|Microsoft.Exchange.Configuration.Tasks.InvalidOperationInDehydratedContextException|The command you tried to run isn't currently allowed in your organization. To run this command, you first need to run the command: Enable-OrganizationCustomization.",
    );
  }
  return { name, cmdlet, parameters };
}

function select(query: URLSearchParams): (row: JsonObject) => JsonObject {
  const wanted = query.get('$select')?.split(',');
  if (wanted === undefined) return (row) => row;
  return (row) => Object.fromEntries(wanted.map((name) => [name, row[name]]));
}

function readSkip(request: ExchangeRequest, mark: number, tenant: Tenant): number {
  const token = request.query.get('$skiptoken');
  if (token === null) return 0;
  const [from, givenAt, of] = Buffer.from(token, 'base64url')
    .toString('utf8')
    .split('.')
    .map(Number);
  const knownMs = tenant.exchange.settings.pagesKnownSeconds * 1000;
  const isKnown = of === mark && tenant.now().getTime() - Number(givenAt) <= knownMs;
  if (isKnown && from !== undefined) return from;
  throw new ExchangeFailure(400, 'BadRequest', 'The skip token is invalid or has expired.');
}

function pageSizeOf({ headers }: ExchangeRequest): number {
  const asked = Number(/odata\.maxpagesize=(\d+)/i.exec(headers.prefer ?? '')?.[1] ?? 100);
  return Math.min(Math.max(asked, 1), 1000);
}

function listPage(request: ExchangeRequest, asked: Asked, tenant: Tenant): JsonObject {
  const mark = hashText(asked.name.toLowerCase());
  const from = readSkip(request, mark, tenant);
  const call: CmdletCall = { exchange: tenant.exchange, parameters: asked.parameters };
  const most = asked.parameters.get('resultsize') === 'Unlimited' ? Infinity : 1000;
  const size = Math.min(pageSizeOf(request), most - from);
  const rows: JsonObject[] = [];
  for (let index = from; rows.length < size; index += 1) {
    const row = asked.cmdlet.rowAt?.(call, index);
    if (row === undefined) break;
    rows.push(select(request.query)(row));
  }
  const to = from + rows.length;
  const hasMore = to < most && asked.cmdlet.rowAt?.(call, to) !== undefined;
  const token = Buffer.from(`${to}.${tenant.now().getTime()}.${mark}`).toString('base64url');
  const selected = request.query.get('$select');
  const link = `${request.root}/adminapi/beta/${tenantId}/InvokeCommand?${selected ? `$select=${selected}&` : ''}$skiptoken=${token}`;
  return { ...(hasMore && { '@odata.nextLink': link }), value: rows };
}

/** Whatever changes the organisation stands in the unified audit log, if that takes it in. */
function note({ name, parameters }: Asked, tenant: Tenant): void {
  const { settings, isIngesting } = tenant.exchange;
  if (!/^(set|enable)-/i.test(name) || !isIngesting || !settings.leavesRecords) return;
  tenant.addActivity({
    CreationTime: tenant.now().toISOString().slice(0, 19),
    Operation: name,
    OrganizationId: tenantId,
    RecordType: 1,
    ResultStatus: 'True',
    UserKey: client.id,
    UserType: 5,
    Version: 1,
    Workload: 'Exchange',
    UserId: `ServicePrincipal_${client.id}`,
    ObjectId: String(parameters.get('identity') ?? ''),
    AppId: client.id,
    Parameters: [...parameters].map(([Name, value]) => ({ Name, Value: String(value) })),
  });
}

function failureBody(failure: ExchangeFailure): JsonObject {
  const { code, message, type } = failure;
  return {
    error: {
      code,
      message: 'Error executing cmdlet',
      details: [{ code: 'Context', target: '', message }],
      innererror: {
        message: 'Error executing cmdlet',
        type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
        internalException: { message, type },
      },
      'request-id': randomUUID(),
    },
  };
}

function answer(request: ExchangeRequest, tenant: Tenant): GraphResponse {
  const [, version, tenantInPath, route] = request.path;
  const isRoute = version === 'beta' && route === 'InvokeCommand' && request.method === 'POST';
  if (!isRoute || tenantInPath?.toLowerCase() !== tenantId) {
    throw new ExchangeFailure(404, 'NotFound', 'No resource was found that matches the request.');
  }
  if (!tenant.holds('Exchange.ManageAsApp')) {
    throw new ExchangeFailure(
      401,
      'Unauthorized',
      'The token lacks the role Exchange.ManageAsApp.',
    );
  }
  const wait = tenant.throttle ? tenant.exchange.refuse() : undefined;
  if (wait !== undefined) {
    const headers = { 'retry-after': String(wait) };
    throw new ExchangeFailure(429, 'TooManyRequests', 'Too many requests.', { headers });
  }
  const asked = readAsked(request, tenant);
  if (request.isCompliance && asked.name.toLowerCase() === 'get-adminauditlogconfig') {
    return {
      status: 200,
      body: { value: [{ Name: 'Default', UnifiedAuditLogIngestionEnabled: false }] },
    };
  }
  const isList = asked.cmdlet.rowAt !== undefined && !asked.parameters.has('identity');
  if (isList) return { status: 200, body: listPage(request, asked, tenant) };
  const rows = asked.cmdlet.run({ exchange: tenant.exchange, parameters: asked.parameters });
  note(asked, tenant);
  return { status: 200, body: { value: rows.map(select(request.query)) } };
}

/** Answers one authenticated request for a cmdlet; failures become Exchange's error JSON here. */
export function answerExchange(request: ExchangeRequest, tenant: Tenant): GraphResponse {
  try {
    return answer(request, tenant);
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error;
    return { status: error.status, headers: error.headers, body: failureBody(error) };
  }
}
