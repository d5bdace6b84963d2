import type { Az } from '../../infra/register/directory.ts';
import { graphAppId, neededPermissions } from '../../infra/register/permissions.ts';

type Row = Record<string, unknown> & { id: string };

/** A tenant as `az rest` shows it: applications, service principals and their roles. */
export interface FakeTenant {
  readonly az: Az;
  /** What was changed: `post /applications`. */
  readonly changes: string[];
  readonly applications: Row[];
  /** Names of the permissions that a service principal has. */
  rolesOf(principalId: string): string[];
  /** Adds a service principal, and gives its object id. */
  addPrincipal(appId: string): string;
  /** The next look at something new does not find it yet. */
  lag(times: number): void;
}

const graphId = 'graph-in-this-tenant';
const extra = { id: 'extra-role', value: 'Mail.Send' };
const appRoles = [...neededPermissions.map(({ name, id }) => ({ id, value: name })), extra];

function argumentOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

export function fakeTenant(): FakeTenant {
  let made = 0;
  let lags = 0;
  const newId = (kind: string) => {
    made += 1;
    return `${kind}-${made}`;
  };
  const applications: Row[] = [];
  const principals: Row[] = [{ id: graphId, appId: graphAppId, appRoles }];
  const assignments: Row[] = [];
  const federated: Row[] = [];
  const changes: string[] = [];

  const lists: Record<string, Row[]> = {
    '/applications': applications,
    '/servicePrincipals': principals,
  };

  function read(url: URL): Row[] {
    const path = url.pathname.replace('/v1.0', '');
    const [, kind = '', id = '', part = ''] = path.split('/');
    if (part === 'appRoleAssignments') {
      if (!principals.some((one) => one.id === id)) throw new Error('Request_ResourceNotFound');
      return assignments.filter(({ principalId }) => principalId === id);
    }
    if (part === 'federatedIdentityCredentials') return federated.filter(({ of }) => of === id);
    const [, field = '', wanted = ''] =
      /^(\w+) eq '(.*)'$/.exec(url.searchParams.get('$filter') ?? '') ?? [];
    return (lists[`/${kind}`] ?? []).filter((row) => row[field] === wanted.replaceAll("''", "'"));
  }

  const make = (kind: string, of: string, body: Row): Row => {
    const row = { ...body, id: newId(kind) };
    if (kind === 'appRoleAssignedTo') assignments.push(row);
    else if (kind === 'federatedIdentityCredentials') federated.push({ ...row, of });
    else if (kind === 'addPassword') return { ...row, secretText: `secret ${made}` };
    else if (kind === 'servicePrincipals') principals.push(row);
    else applications.push(Object.assign(row, { appId: newId('app') }));
    return row;
  };

  function write(method: string, path: string, body: Row): object | undefined {
    const [, kind = '', id = '', part = '', last = id] = path.split('/');
    if (method === 'post') return make(part || kind, id, body);
    const rows = part === '' ? (lists[`/${kind}`] ?? []) : assignments;
    const at = rows.findIndex((row) => row.id === last);
    if (at < 0) throw new Error('Request_ResourceNotFound');
    if (method === 'delete') rows.splice(at, 1);
    else Object.assign(rows[at] ?? {}, body);
    return undefined;
  }

  /** A page at a time, as Graph does with long lists. */
  function pageOf(url: URL): object {
    if (lags > 0 && url.pathname.includes('appRoleAssignments')) {
      lags -= 1;
      throw new Error('Not Found({"error":{"code":"Request_ResourceNotFound"}})');
    }
    const rows = read(url);
    const skip = Number(url.searchParams.get('$skip') ?? 0);
    const next = new URL(url);
    next.searchParams.set('$skip', String(skip + 3));
    const more = rows.length > skip + 3 ? { '@odata.nextLink': next.href } : {};
    return { value: rows.slice(skip, skip + 3), ...more };
  }

  return {
    changes,
    applications,
    rolesOf: (principalId) =>
      assignments
        .filter((row) => row.principalId === principalId)
        .flatMap(({ appRoleId }) => appRoles.find(({ id }) => id === appRoleId)?.value ?? []),
    addPrincipal(appId) {
      const id = newId('principal');
      principals.push({ id, appId });
      return id;
    },
    lag(times) {
      lags = times;
    },
    async az(args) {
      if (args[0] !== 'rest') {
        changes.push(args.join(' '));
        return '';
      }
      const method = argumentOf(args, '--method') ?? '';
      const url = new URL(argumentOf(args, '--url') ?? '');
      if (method === 'get') return JSON.stringify(pageOf(url));
      const path = url.pathname.replace('/v1.0', '');
      changes.push(`${method} ${path}`);
      const answer = write(method, path, JSON.parse(argumentOf(args, '--body') ?? '{}'));
      return answer ? JSON.stringify(answer) : '';
    },
  };
}
