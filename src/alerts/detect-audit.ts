import { actorName } from '../domain/audit-words/actors.ts';
import type { Case } from '../domain/case.ts';
import type { AuditActor, DirectoryAudit } from '../domain/directory-audit.ts';
import { fitsRule } from '../domain/rule-matcher.ts';
import { startUpper } from '../domain/sentence.ts';
import type { Finding } from '../ports/alert-store.ts';
import type { Detected } from './detect.ts';
import { type ActiveRule, type AuditMatch, type AuditRule, standingOf } from './rule.ts';

/** Lines of a change that a card has room for. */
const mostFacts = 8;

/** Whoever did it. Only a person has sign-ins and a risk to look up, so that only hers is an object id. */
function userOf(actor: AuditActor): Case['user'] {
  const name = startUpper(actorName(actor));
  if (actor.kind !== 'user') return { name };
  return { id: actor.id, name: actorName(actor), userPrincipalName: actor.userPrincipalName };
}

function shortened(facts: AuditMatch['facts']): AuditMatch['facts'] {
  if (facts.length <= mostFacts) return facts;
  const shown = facts.slice(0, mostFacts - 1);
  return [...shown, { title: 'More', value: `${facts.length - shown.length} other lines` }];
}

function toFinding(
  active: ActiveRule<AuditRule>,
  audit: DirectoryAudit,
  match: AuditMatch,
  seenAt: Date,
): Finding {
  const { id: rule } = active.rule;
  const { subject, about, policy, headline, why, nextStep, facts } = match;
  const { id, at, actor } = audit;
  return {
    rule,
    key: JSON.stringify([rule, subject]),
    ...standingOf(active, match),
    attempt: audit.correlationId ?? id,
    user: userOf(actor),
    policy,
    app: about,
    headline,
    why,
    nextStep,
    facts: shortened(facts),
    signIn: { id, at, seenAt, record: 'directory-audit', ip: actor.ip, errorCode: 0 },
  };
}

/** Judges one entry by every rule: it may be the matter of several. `seenAt`: when this read saw it. */
export function detectAudit(
  audit: DirectoryAudit,
  rules: readonly ActiveRule<AuditRule>[],
  seenAt: Date,
): Detected {
  const found = rules.flatMap((active) => {
    const { rule, match: matcher = {} } = active;
    const match = rule.detect(audit);
    return match === undefined
      ? []
      : [{ matcher, finding: toFinding(active, audit, match, seenAt) }];
  });
  const findings = found.filter(({ matcher, finding }) => fitsRule(matcher, finding));
  return {
    id: audit.id,
    at: audit.at,
    outcome: found.length === 0 ? 'other' : 'matched',
    findings: findings.map(({ finding }) => finding),
  };
}
