import type { Kysely } from 'kysely';
import type { AlertWriter } from '../ports/alert-store.ts';
import { caseStatements } from './case-statements.ts';
import { deliveryStatements } from './delivery-statements.ts';
import { digestStatements } from './digests.ts';
import { ledgerStatements } from './ledger-statements.ts';
import { observationStatements } from './observations.ts';
import { ownChatStatements } from './own-chats.ts';
import { jumpStatements } from './policy-jumps.ts';
import { quietEndStatements } from './quiet-ends.ts';
import { recordStatements } from './record-statements.ts';
import { rehearsalDayStatements } from './rehearsal-days.ts';
import type { Database } from './schema.ts';
import { silenceStatements } from './silences.ts';
import { userCountryStatements } from './user-countries.ts';
import { waitingCaseStatements } from './waiting-cases.ts';

/** The statements of one transaction on one tenant's alerts. */
export function createAlertWriter(
  db: Kysely<Database>,
  tenantId: string,
  newId: () => string,
): AlertWriter {
  return {
    ...recordStatements(db, tenantId),
    ...ledgerStatements(db, tenantId, newId),
    ...caseStatements(db, tenantId),
    ...waitingCaseStatements(db, tenantId),
    ...deliveryStatements(db, tenantId, newId),
    ...ownChatStatements(db, tenantId),
    ...silenceStatements(db, tenantId),
    ...jumpStatements(db, tenantId),
    ...observationStatements(db, tenantId),
    ...digestStatements(db, tenantId, newId),
    ...quietEndStatements(db, tenantId, newId),
    ...userCountryStatements(db, tenantId),
    ...rehearsalDayStatements(db, tenantId),
  };
}
