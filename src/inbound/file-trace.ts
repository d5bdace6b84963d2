import type { Meaning } from '../commands/dispatch.ts';
import type { LookTrace } from '../domain/look.ts';
import { subjectsOf } from '../domain/look-subjects.ts';
import type { ExportStanding, Shown } from '../exports/exports.ts';
import type { FileConsentIn } from '../ports/chat.ts';

/** What somebody does who answers whether she takes a file. */
export function meaningOfConsent({ accepted }: FileConsentIn): Meaning {
  const command = accepted ? 'export accept' : 'export decline';
  return { command, line: command };
}

/** What the record says of a file that is about to be sent, or was turned down. */
export function fileTrace(
  consent: FileConsentIn,
  { line, state, rows }: ExportStanding,
): LookTrace {
  const { command } = meaningOfConsent(consent);
  const { people, policies } = subjectsOf(line);
  const about = { command, line, people, policies, records: [consent.exportId] };
  return state === 'refused'
    ? { ...about, outcome: 'refused', why: 'The role no longer lets these rows be seen.' }
    : { ...about, rows: consent.accepted ? rows : undefined, outcome: 'answered' };
}

/** The same of an answer to it; a file that is not hers, or gone, is a refusal. */
export function consentTrace(consent: FileConsentIn, shown: Shown): LookTrace {
  if (shown.ok) return fileTrace(consent, shown.of);
  const records = [consent.exportId];
  return { ...meaningOfConsent(consent), records, outcome: 'refused', why: shown.sentence };
}
