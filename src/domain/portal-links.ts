import { type PortalCloud, type PortalHosts, portalHosts } from './portal-hosts.ts';
import { type PortalPageAddress, type PortalPageName, portalPages } from './portal-pages.ts';

export type { PortalCloud } from './portal-hosts.ts';

/**
 * Pages of Microsoft's portals, opened in the right tenant. No stable link to one event of a log is known:
 * cards give the nearest page, and ids and time to look for on it.
 */
export interface PortalLinks {
  signIns(): string;
  /** All sign-ins when the id is no GUID. */
  userSignIns(userId: string): string;
  /** The list of users when the id is no GUID. */
  user(userId: string): string;
  /** Directory roles of a person; the list of users when the id is no GUID. */
  userRoles(userId: string): string;
  /** Authentication methods of a person; the list of users when the id is no GUID. */
  userMethods(userId: string): string;
  /** Undefined in a cloud without identity protection. */
  riskyUsers(): string | undefined;
  /** A person in Microsoft Defender; undefined in a cloud without it, and when the id is no GUID. */
  defenderUser(userId: string): string | undefined;
  /** The list of policies when the id is no GUID. */
  policy(id: string): string;
  policies(): string;
  /** An enterprise application, by its service principal's object id; the list of them when that is no GUID. */
  app(servicePrincipalId: string): string;
  directoryAudits(): string;
  errorCode(code: number): string;
  auditSearch(): string;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Link builders for one tenant. Only GUIDs and numbers go into a link, so that nothing from a log can bend it;
 * where the addresses come from stands in `portal-pages.ts`.
 */
export function portalLinks(cloud: PortalCloud, tenantId: string): PortalLinks {
  const hosts: PortalHosts = portalHosts[cloud];
  const tenant = guid.test(tenantId) ? tenantId : undefined;

  function pinned(portal: PortalPageAddress['portal'], host: string, path: string): string {
    if (portal === 'entra')
      return `${host}/${tenant === undefined ? '' : `${tenant}/`}#view/${path}`;
    if (portal === 'login' || tenant === undefined) return `${host}/${path}`;
    return `${host}/${path}${path.includes('?') ? '&' : '?'}tid=${tenant}`;
  }

  function link(name: PortalPageName, value = ''): string | undefined {
    const { portal, path, missingIn }: PortalPageAddress = portalPages[name];
    const host = hosts[portal];
    if (host === undefined || missingIn?.some((one) => one === cloud)) return undefined;
    return pinned(portal, host, path.replace(/\{\w+\}/, value));
  }

  const always = (name: PortalPageName, value?: string) => link(name, value) ?? hosts.entra;
  const pageOf = (name: PortalPageName, id: string, otherwise: PortalPageName) =>
    guid.test(id) ? always(name, id) : always(otherwise);

  return {
    signIns: () => always('signIns'),
    userSignIns: (userId) => pageOf('userSignIns', userId, 'signIns'),
    user: (userId) => pageOf('user', userId, 'users'),
    userRoles: (userId) => pageOf('userRoles', userId, 'users'),
    userMethods: (userId) => pageOf('userMethods', userId, 'users'),
    riskyUsers: () => link('riskyUsers'),
    defenderUser: (userId) => (guid.test(userId) ? link('defenderUser', userId) : undefined),
    policy: (id) => pageOf('policy', id, 'policies'),
    policies: () => always('policies'),
    app: (servicePrincipalId) => pageOf('app', servicePrincipalId, 'apps'),
    directoryAudits: () => always('directoryAudits'),
    errorCode: (code) => always('errorCode', String(Number.isSafeInteger(code) ? code : 0)),
    auditSearch: () => always('auditSearch'),
  };
}
