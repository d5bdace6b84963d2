import { plainActivity } from '../../domain/audit-words/activity-name.ts';
import { detailOf, propertyOf, targetName, targetOf } from '../../domain/audit-words/actors.ts';
import { justificationOf, phraseOf } from '../../domain/audit-words/phrases.ts';
import { failureOf, sentenceOf } from '../../domain/audit-words.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import { privilegedRoleIds } from '../../domain/privileged-roles.ts';
import { roleName, roleTemplateId } from '../../domain/role-templates.ts';
import { fullStop } from '../../domain/sentence.ts';
import type { AuditMatch, AuditRule } from '../rule.ts';

/** Asking, deciding and taking back are no gift; an activation uses what was given before. */
const noGift = /requested|approv|denied|cancell?ed|renew|pim activation|expired|removed|^remove/;
const gift = /^add (scoped |eligible )?member to role|^add eligible member/;

/** Core Directory logs once more what Privileged Identity Management logs as its own, activations included. */
const isEchoOfPim = ({ actor }: DirectoryAudit) =>
  actor.kind === 'app' && /^ms-?pim$/i.test(actor.name ?? '');

/** The older log names the role that everybody calls Global Administrator by its first name. */
const formerNames: Readonly<Record<string, string>> = {
  'Company Administrator': 'Global Administrator',
};

/** The privileged role that the entry is about. */
function roleOf(audit: DirectoryAudit): { id: string; name: string } | undefined {
  const target = targetOf(audit, /^role$/i);
  const said = target?.name ?? propertyOf(audit, 'Role.DisplayName');
  const byName = said && roleTemplateId(formerNames[said] ?? said);
  const ids = [
    byName,
    propertyOf(audit, 'Role.TemplateId'),
    propertyOf(audit, 'TemplateId'),
    detailOf(audit, 'TemplateId'),
    target?.id,
  ];
  const id = ids.find((one) => one !== undefined && privilegedRoleIds.includes(one.toLowerCase()));
  return id === undefined ? undefined : { id, name: roleName(id) ?? said ?? id };
}

function kindOf(plain: string): string {
  const word = plain.includes('eligible') ? 'eligible' : 'active';
  if (plain.includes('permanent')) return `${word}, without an end`;
  return plain.includes('timebound') ? `${word}, for a time` : word;
}

function factsOf(audit: DirectoryAudit, plain: string, role: string): AuditMatch['facts'] {
  const justification = justificationOf(audit);
  const until = detailOf(audit, 'ExpirationTime');
  return [
    { title: 'Role', value: role },
    { title: 'Given', value: kindOf(plain) },
    ...(until === undefined ? [] : [{ title: 'Until', value: until }]),
    ...(justification === undefined ? [] : [{ title: 'Reason given', value: justification }]),
  ];
}

/** A privileged role that somebody was given or made eligible for, through Privileged Identity Management or past it. */
export const roleAssigned: AuditRule = {
  id: 'role-assigned',
  source: 'directory-audits',
  summary: 'people, groups and apps that are given a privileged role or made eligible for one',
  numbers: {},
  detect(audit) {
    const plain = plainActivity(audit.activity);
    if (!gift.test(plain) || noGift.test(plain) || isEchoOfPim(audit)) return undefined;
    const role = failureOf(audit) === undefined ? roleOf(audit) : undefined;
    if (role === undefined) return undefined;
    const holder =
      targetOf(audit, /^user$/i) ??
      targetOf(audit, /^group$/i) ??
      targetOf(audit, /^serviceprincipal$/i);
    const name = (holder && targetName(holder)) ?? 'somebody';
    return {
      subject: holder?.id ?? holder?.userPrincipalName ?? name,
      about: { name: `Role ${role.name} for ${name}` },
      headline: phraseOf(audit),
      why: fullStop(sentenceOf(audit)),
      nextStep:
        'If nobody planned it, take the role away at once (Entra ID › Roles & admins), end the sessions of both accounts, and look at what they did since.',
      facts: factsOf(audit, plain, role.name),
    };
  },
};
