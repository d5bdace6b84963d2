import type { AuditTarget, DirectoryAudit } from '../../domain/directory-audit.ts';
import type { DirectoryAuditLog } from '../../ports/directory-audit-log.ts';
import type { Account } from '../../ports/sights.ts';
import type { Glance } from './glance.ts';

const isUser = ({ type, userPrincipalName }: AuditTarget) =>
  userPrincipalName !== undefined || /^user$/i.test(type ?? '');

const accountOf = ({ id, userPrincipalName }: AuditTarget): Account => ({ id, userPrincipalName });

/** Changes of policies, named locations and authentication strengths carry the whole of them. */
export function tellsOfPolicies({ activity, targets }: DirectoryAudit): boolean {
  return (
    /conditional access|named location|authentication (strength|context)/i.test(activity) ||
    targets.some(({ type }) => /^policy$/i.test(type ?? ''))
  );
}

/** The directory audit log as an asker may see it. */
export function sightedAudits(audits: DirectoryAuditLog, glance: Glance): DirectoryAuditLog {
  const { policiesWithheld, scope } = glance.sight;

  function isShown(row: DirectoryAudit): boolean {
    const actor = row.actor.kind === 'user' ? row.actor : {};
    const others = row.targets.filter((target) => !isUser(target)).map(accountOf);
    const people = row.targets.filter(isUser).map(accountOf);
    if (!glance.shows(row.id, accountOf({ ...actor, changes: [] }), people)) return false;
    // What was done to an app, a group or a policy is nobody’s in the scope.
    if (scope && people.length === 0 && others.length > 0) {
      glance.hidden.outside.add(row.id);
      return false;
    }
    if (policiesWithheld === undefined || !tellsOfPolicies(row)) return true;
    glance.hidden.policies = true;
    return false;
  }

  async function admitNamed(id: string | undefined): Promise<void> {
    if (id === undefined) return;
    // Of a scope each row is judged by whom it is about: who did it may be anybody.
    if (glance.sight.protectedOf({ id })) await glance.admit({ id });
  }

  return {
    async *pages(query, options) {
      await admitNamed(query.actorId);
      await admitNamed(query.targetId);
      for await (const page of audits.pages(query, options)) {
        yield { ...page, rows: page.rows.filter(isShown) };
      }
    },
    async find(id, options) {
      const row = await audits.find(id, options);
      if (row === undefined) return undefined;
      for (const one of [row.actor, ...row.targets]) {
        const account = { id: one.id, userPrincipalName: one.userPrincipalName };
        if (glance.sight.protectedOf(account)) await glance.admit(account);
      }
      if (isShown(row)) return row;
      throw glance.refusalOfRow();
    },
  };
}
