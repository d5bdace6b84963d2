import type { LogEvidence } from '../../domain/auditing/log-evidence.ts';
import { powerShellOf } from '../../domain/auditing/power-shell.ts';
import { type LogStanding, logStanding } from '../../domain/auditing/standing.ts';
import { timeWords } from '../snooze/time-words.ts';
import type { Answer, AuditFacts } from './facts.ts';
import type { StatusLine } from './state.ts';

/** Why a question to Exchange has no answer, and what gives it one. */
export function whyNot(answer: Answer<unknown>): string {
  if (answer.ok) return '';
  return [answer.error.message, answer.error.hint].filter(Boolean).join(' ');
}

/** How the log stands, as far as these facts tell. */
export function logStandingOf({ ingestion, evidence, now }: AuditFacts): LogStanding {
  return logStanding(ingestion.ok ? ingestion.value.isOn : undefined, evidence, now);
}

function seenWords(evidence: LogEvidence, timeZone: string): string {
  switch (evidence.kind) {
    case 'records':
      return `A search at ${timeWords(evidence.searchedAt, timeZone)} found records, the newest of ${timeWords(evidence.newestAt, timeZone)}.`;
    case 'taken':
      return `Microsoft took a search of the log at ${timeWords(evidence.searchedAt, timeZone)}, which it refuses where the log is off.`;
    case 'disabled':
      return `Microsoft refused a search at ${timeWords(evidence.searchedAt, timeZone)}: AuditingDisabledTenant.`;
    case 'none':
      return `The log itself was not asked: ${evidence.reason}.`.replace('..', '.');
  }
}

const missing = 'what people do in Exchange, SharePoint, OneDrive, Teams and Purview';
const logMeaning = {
  on: `It takes in ${missing}.`,
  off: `Nothing is recorded of ${missing}, and nothing brings it back later. Sign-ins and directory audits are kept all the same.`,
  unknown: `Whether it takes in ${missing} is not known.`,
} as const;

const disagreement = {
  'says-off-but-answers':
    'The two do not agree. Either it was switched off minutes ago, or what was asked is Security & Compliance PowerShell, which says False of every tenant: check EXCHANGE_ENDPOINT.',
  'says-on-but-refuses':
    'It was switched on a short while ago: that takes up to 60 minutes, and hours until all of it can be searched.',
} as const;

function logEvidence(facts: AuditFacts, standing: LogStanding, timeZone: string): string {
  const seen = seenWords(facts.evidence, timeZone);
  if (facts.ingestion.ok) {
    const said = facts.ingestion.value.isOn ? 'True' : 'False';
    const exchange = `Exchange Online says UnifiedAuditLogIngestionEnabled is ${said}.`;
    const but = standing.disagrees && disagreement[standing.disagrees];
    return [exchange, seen, but].filter(Boolean).join(' ');
  }
  const why = whyNot(facts.ingestion);
  if (standing.source === 'inference') return `Concluded, not read from Exchange: ${seen} ${why}`;
  return `${why} ${seen}`;
}

/** Whether the unified audit log takes records in. */
export function logLine(facts: AuditFacts, timeZone: string): StatusLine {
  const standing = logStandingOf(facts);
  const { state } = standing;
  const trap =
    state === 'on' && standing.source === 'exchange'
      ? ' Tools that ask Security & Compliance PowerShell see False here whatever is true.'
      : '';
  return {
    title: 'Unified audit log',
    state,
    evidence: logEvidence(facts, standing, timeZone),
    meaning: `${logMeaning[state]}${trap}`,
    ...(state === 'off' && {
      fix: 'In Exchange Online PowerShell, with the role Audit Logs:',
      code: powerShellOf({ kind: 'ingestion', on: true }),
    }),
  };
}

const mailboxMeaning = {
  on: 'Users’, shared and group mailboxes are audited whatever AuditEnabled says of each.',
  off: 'No action in any mailbox is recorded, even where AuditEnabled of the mailbox is True.',
  unknown:
    'Without it, no action in any mailbox would be recorded. It is on unless somebody switched it off.',
} as const;

/** Whether mailboxes of the organisation are audited. */
export function organisationLine({ organisation }: AuditFacts): StatusLine {
  const state = organisation.ok ? (organisation.value.isOn ? 'on' : 'off') : 'unknown';
  return {
    title: 'Mailbox auditing of the organisation',
    state,
    evidence: organisation.ok
      ? `Exchange Online says AuditDisabled is ${organisation.value.isOn ? 'False' : 'True'}.`
      : whyNot(organisation),
    meaning: mailboxMeaning[state],
    ...(state === 'off' && {
      fix: 'In Exchange Online PowerShell:',
      code: powerShellOf({ kind: 'organisation', on: true }),
    }),
  };
}
