import type { DirectoryAudit } from '../directory-audit.ts';
import { listed, quoted } from '../sentence.ts';
import { propertyOf, targetName } from './actors.ts';
import { app } from './subjects.ts';

/** Scopes behind the arrow of ConsentAction.Permissions: `[] => [[Id: x, …, Scope: Mail.Read]]`. */
function scopes(audit: DirectoryAudit): string {
  const said = propertyOf(audit, 'ConsentAction.Permissions') ?? '';
  const found = [...said.slice(said.indexOf('=>') + 1).matchAll(/Scope:\s*([^,\]]+)/g)];
  const names = found.flatMap(([, scope = '']) => scope.trim().split(/\s+/));
  return names.length === 0 ? '' : ` (${listed([...new Set(names)], 'and', 5)})`;
}

/** “consented for everyone to the app “Survey” (Mail.Read)” */
export function consent(audit: DirectoryAudit): string {
  const isAdmin = propertyOf(audit, 'ConsentContext.IsAdminConsent')?.toLowerCase() === 'true';
  return `consented ${isAdmin ? 'for everyone ' : ''}to ${app(audit)}${scopes(audit)}`;
}

/** The log's first service principal is the API; whoever gets the permission is a property, or the second one. */
function parties(audit: DirectoryAudit) {
  const [api, other] = audit.targets
    .filter(({ type }) => /^serviceprincipal$/i.test(type ?? ''))
    .map(targetName);
  const client = propertyOf(audit, 'ServicePrincipal.DisplayName') ?? other;
  return { client, api: client === api ? undefined : api };
}

/** “granted the app “backup” the permission Mail.ReadWrite of “Microsoft Graph”” */
export function permission(audit: DirectoryAudit): string {
  const value =
    propertyOf(audit, 'AppRole.Value') ?? propertyOf(audit, 'DelegatedPermissionGrant.Scope');
  const names = value?.trim().split(/\s+/) ?? [];
  const { client, api } = parties(audit);
  const isForAll = propertyOf(audit, 'DelegatedPermissionGrant.ConsentType') === 'AllPrincipals';
  return [
    'granted',
    client === undefined ? 'an app' : `the app ${quoted(client)}`,
    names.length === 0
      ? 'a permission'
      : `the permission${names.length > 1 ? 's' : ''} ${listed(names, 'and', 5)}`,
    api && `of ${quoted(api)}`,
    isForAll && 'for everyone',
  ]
    .filter(Boolean)
    .join(' ');
}
