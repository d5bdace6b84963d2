import { type OperationRecorded, recordedOperations } from '../../domain/auditing/recorded.ts';
import { isoOf } from '../iso.ts';
import type { AuditFacts } from './facts.ts';
import { mailboxLines } from './mailbox-lines.ts';
import { lineView, type StatusLine } from './state.ts';
import { logLine, logStandingOf, organisationLine, whyNot } from './switch-lines.ts';

const recordedIcons = { yes: '🟢', partly: '🟡', no: '🔴', unknown: '⚪' } as const;
const recordedWords = {
  yes: 'recorded',
  partly: 'recorded in part',
  no: 'not recorded',
  unknown: 'cannot tell',
} as const;

function operationView({ label, recorded, why }: OperationRecorded) {
  const reason = why === '' ? '' : `: ${why}`;
  return { text: `${recordedIcons[recorded]} ${label} – ${recordedWords[recorded]}${reason}` };
}

function operationsOf(facts: AuditFacts): readonly OperationRecorded[] {
  const { organisation, licences, scan } = facts;
  const isRead = scan !== undefined && (scan.state === 'finished' || scan.step === 'bypasses');
  return recordedOperations({
    log: logStandingOf(facts).state,
    mailboxes: organisation.ok ? (organisation.value.isOn ? 'on' : 'off') : 'unknown',
    audit: licences.ok ? licences.value.audit : undefined,
    tally: isRead ? scan.mailboxes : undefined,
  });
}

/** Bypassed accounts are missing from all that is recorded of mailboxes. */
function bypassNote({ scan }: AuditFacts) {
  const count = scan?.state === 'finished' ? scan.bypassed : 0;
  if (count === 0) return [];
  const who = count === 1 ? 'a bypassed account does' : `${count} bypassed accounts do`;
  return [{ text: `Of mailboxes, not what ${who}.` }];
}

const auditNames = {
  premium: 'Purview Audit (Premium)',
  standard: 'Purview Audit (Standard)',
  none: 'no Purview Audit',
} as const;
const entraNames = { P2: 'Entra ID P2', P1: 'Entra ID P1', none: 'Entra ID Free' } as const;

function licenceText({ licences }: AuditFacts): string {
  if (!licences.ok) return `Cannot tell. ${whyNot(licences)}`;
  const { products, audit, entra } = licences.value;
  const from = products.length === 0 ? 'no product in force' : products.slice(0, 6).join(', ');
  const risk = entra === 'none' ? ' Sign-ins come over Graph with P1 or P2 alone.' : '';
  return `${auditNames[audit]}, ${entraNames[entra]} (${from}).${risk} Licences are each person’s: whoever has none of these is recorded by what she has.`;
}

const retentions = {
  premium:
    'One year for Exchange, SharePoint, OneDrive and Entra ID, 180 days for the rest, by the licence.',
  standard: '180 days, by the licence.',
  none: '180 days where anything is recorded at all.',
} as const;

function retentionText({ licences }: AuditFacts): string {
  const known = licences.ok
    ? retentions[licences.value.audit]
    : 'Cannot tell: 180 days with Audit (Standard), a year for most with Audit (Premium).';
  return `${known} Retention policies of your own are only seen in Purview (Audit › Policies).`;
}

function lackingOf({ access, ingestion, organisation, evidence, licences, scan }: AuditFacts) {
  const refused = [ingestion, organisation, licences].flatMap((one) =>
    !one.ok && one.error.code === 'permission-missing' ? [whyNot(one)] : [],
  );
  const search = evidence.kind === 'none' ? evidence.permission : undefined;
  const lacking = [
    ...new Set(refused),
    ...(search === undefined ? [] : [`The bot’s application lacks ${search}.`]),
    ...(scan?.state === 'failed' && scan.problem ? [failureOf(scan.problem)] : []),
  ];
  if (lacking.length > 0) return [...new Set(lacking)];
  return access === 'off'
    ? ['Exchange was not asked, so what it would refuse is not known.']
    : ['Nothing that this card asks for.'];
}

const failureOf = ({ sentence, hint }: { readonly sentence: string; readonly hint?: string }) =>
  [sentence, hint].filter(Boolean).join(' ');

function titleOf(lines: readonly StatusLine[], tenantName: string): string {
  const has = (state: StatusLine['state']) => lines.some((line) => line.state === state);
  const [log, mailboxes] = lines;
  if (log?.state === 'off') return `🔴 Auditing is off in ${tenantName}`;
  if (mailboxes?.state === 'off') return `🔴 Mailboxes are not audited in ${tenantName}`;
  if (log?.state === 'unknown') return `⚪ Auditing of ${tenantName}: not all can be told`;
  if (has('off') || has('partly')) return `🟡 Auditing is on in ${tenantName}, not for all`;
  if (has('reading')) return `⏳ Auditing of ${tenantName}: reading`;
  if (has('unknown')) return `⚪ Auditing of ${tenantName}: not all can be told`;
  return `🟢 Auditing is on in ${tenantName}`;
}

function notesOf({ access, scan, now }: AuditFacts): string {
  const ageMs = scan?.endedAt ? now.getTime() - scan.endedAt.getTime() : 0;
  return [
    access === 'off'
      ? 'With Graph alone I conclude what I can; EXCHANGE_ACCESS=read lets me read the rest.'
      : '',
    ageMs > 60 * 60_000 ? 'Mailboxes change after they were read: read them anew to be sure.' : '',
    'Records arrive 60 to 90 minutes late as a rule.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The data of the status card. */
export function auditStatusView(facts: AuditFacts, timeZone: string, mayChange: boolean) {
  const lines = [logLine(facts, timeZone), organisationLine(facts), ...mailboxLines(facts)];
  const isRunning = facts.scan?.state === 'running';
  const needsFix = lines.some(({ state }) => state === 'off' || state === 'partly');
  return {
    title: titleOf(lines, facts.tenantName),
    readAt: facts.scan?.endedAt ? isoOf(facts.scan.endedAt) : '',
    lines: lines.map(lineView),
    operations: [...operationsOf(facts).map(operationView), ...bypassNote(facts)],
    licence: licenceText(facts),
    retention: retentionText(facts),
    lacking: lackingOf(facts).map((text) => ({ text })),
    notes: notesOf(facts),
    enableAsk: mayChange && needsFix ? 'audit enable' : '',
    anewAsk: facts.access === 'off' || isRunning ? '' : 'audit status anew',
    changesAsk: facts.changes > 0 ? 'audit changes' : '',
  };
}
