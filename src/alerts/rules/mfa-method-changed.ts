import { plainActivity } from '../../domain/audit-words/activity-name.ts';
import { targetName, targetOf } from '../../domain/audit-words/actors.ts';
import { phraseOf } from '../../domain/audit-words/phrases.ts';
import { isSelf } from '../../domain/audit-words/subjects.ts';
import { failureOf, sentenceOf } from '../../domain/audit-words.ts';
import type { AuditChange, DirectoryAudit } from '../../domain/directory-audit.ts';
import { fullStop } from '../../domain/sentence.ts';
import type { AuditMatch, AuditRule } from '../rule.ts';

const byAdmin = /^admin .*(security info|authentication method)|^disable strong authentication$/;
const updateOfUser = /^update user$/;

const isMethod = ({ property, before, after }: AuditChange) =>
  /^StrongAuthentication(Method|UserDetails|PhoneAppDetail|Requirement)/i.test(property) &&
  (before !== undefined || after !== undefined);

const methodsIn = ({ targets }: DirectoryAudit) =>
  targets.flatMap(({ changes }) => changes).filter(isMethod);

/** An app that changes a user’s methods is mostly the registration page, at work for the user herself. */
function isAboutMethods(audit: DirectoryAudit): boolean {
  const plain = plainActivity(audit.activity);
  if (byAdmin.test(plain)) return true;
  return updateOfUser.test(plain) && audit.actor.kind === 'user' && methodsIn(audit).length > 0;
}

/** The log says in its reason which method it was. */
function factsOf(audit: DirectoryAudit): AuditMatch['facts'] {
  const { reason } = audit;
  return [
    ...(reason === undefined ? [] : [{ title: 'In the log’s words', value: reason }]),
    ...methodsIn(audit).map(({ property }) => ({ title: 'Changed', value: property })),
  ];
}

/** Somebody’s authentication method that another registered, changed or deleted: a way into her account. */
export const mfaMethodChanged: AuditRule = {
  id: 'mfa-method-changed',
  source: 'directory-audits',
  summary: 'authentication methods of a person that somebody else registers, changes or deletes',
  numbers: {},
  detect(audit) {
    if (failureOf(audit) !== undefined || !isAboutMethods(audit) || isSelf(audit)) return undefined;
    const person = targetOf(audit, /^user$/i);
    const name = (person && targetName(person)) ?? 'somebody';
    return {
      subject: person?.id ?? person?.userPrincipalName ?? name,
      about: { id: person?.id, name: `Authentication methods of ${name}` },
      headline: phraseOf(audit),
      why: fullStop(sentenceOf(audit)),
      nextStep: `Ask ${name}, by another way than mail or chat, whether that was wanted. If not, remove the method, reset the password and end the sessions.`,
      facts: factsOf(audit),
    };
  },
};
