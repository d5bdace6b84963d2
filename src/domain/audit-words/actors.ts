import type { AuditActor, AuditTarget, DirectoryAudit } from '../directory-audit.ts';
import { text } from '../record.ts';

/** Who did it, by name: a person, an app, or Entra itself. */
export function actorName({ kind, name, userPrincipalName, appId, id }: AuditActor): string {
  const known = name ?? userPrincipalName ?? appId ?? id;
  if (known === undefined || kind === 'system') return 'Microsoft Entra';
  return kind === 'app' ? `the app ${known}` : known;
}

/** What something it was done to is called. */
export function targetName({ name, userPrincipalName, id }: AuditTarget): string | undefined {
  return name ?? userPrincipalName ?? id;
}

/** The first target of a type, in whatever case. */
export function targetOf({ targets }: DirectoryAudit, type: RegExp): AuditTarget | undefined {
  return targets.find((target) => type.test(target.type ?? ''));
}

/** The value that a property has got, or had where it was taken away. */
export function propertyOf({ targets }: DirectoryAudit, name: string): string | undefined {
  const change = targets
    .flatMap(({ changes }) => changes)
    .find(({ property }) => property.toLowerCase() === name.toLowerCase());
  const value = change?.after ?? change?.before;
  return Array.isArray(value) ? value.map(String).join(', ') : text(value);
}

export function detailOf({ details }: DirectoryAudit, name: string): string | undefined {
  return details.find(({ key }) => key.toLowerCase() === name.toLowerCase())?.value;
}
