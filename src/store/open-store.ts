import { randomUUID } from 'node:crypto';
import { Kysely } from 'kysely';
import { AppError } from '../errors.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { AuditChanges, AuditFollowers, AuditScans } from '../ports/audit-work.ts';
import type { CaseContexts } from '../ports/case-contexts.ts';
import type { Cases } from '../ports/cases.ts';
import type { ConversationMemory } from '../ports/conversation-memory.ts';
import type { CoverageLog } from '../ports/coverage.ts';
import type { Digests } from '../ports/digests.ts';
import type { LatenessLog } from '../ports/lateness.ts';
import type { Leases } from '../ports/lease.ts';
import type { Log } from '../ports/log.ts';
import type { LookNotices } from '../ports/look-notices.ts';
import type { LookChain, LookRecord } from '../ports/look-record.ts';
import type { OpenChannels } from '../ports/open-channels.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { OwnChats } from '../ports/own-chats.ts';
import type { PolicyJumps } from '../ports/policy-jumps.ts';
import type { SearchJobs } from '../ports/search-jobs.ts';
import type { Silences } from '../ports/silences.ts';
import type { Subscriptions } from '../ports/subscriptions.ts';
import type { Troubles } from '../ports/troubles.ts';
import { createAlertStore } from './alert-store.ts';
import { createAuditChanges } from './audit-changes.ts';
import { createAuditFollowers } from './audit-followers.ts';
import { createAuditScans } from './audit-scans.ts';
import { createCaseContexts } from './case-contexts.ts';
import { createCases } from './cases.ts';
import { createConversationMemory } from './conversation-memory.ts';
import { createCoverageLog } from './coverage.ts';
import { dialectOf, engineOf } from './dialect.ts';
import { createDigests } from './digests.ts';
import type { Engine } from './engine.ts';
import { createLatenessLog } from './lateness.ts';
import { createLeases } from './leases.ts';
import { createLookChain } from './look-chain.ts';
import { createLookNotices } from './look-notices.ts';
import { createLookRecord } from './look-record.ts';
import { migrate } from './migrate.ts';
import { createOpenChannels } from './open-channels.ts';
import { createOutbox } from './outbox.ts';
import { createOwnChats } from './own-chats.ts';
import { createPolicyJumps } from './policy-jumps.ts';
import type { Database } from './schema.ts';
import { createSearchJobs } from './search-jobs.ts';
import { createSilences } from './silences.ts';
import { withStoreErrors } from './store-error.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createTroubles } from './troubles.ts';

/** Everything the bot keeps, behind its ports. */
export interface Store {
  readonly cases: Cases;
  readonly contexts: CaseContexts;
  readonly jumps: PolicyJumps;
  readonly subscriptions: Subscriptions;
  readonly ownChats: OwnChats;
  readonly alerts: AlertStore;
  readonly outbox: Outbox;
  readonly leases: Leases;
  readonly lateness: LatenessLog;
  readonly coverage: CoverageLog;
  readonly troubles: Troubles;
  readonly searches: SearchJobs;
  readonly memory: ConversationMemory;
  readonly silences: Silences;
  readonly digests: Digests;
  readonly looks: LookRecord;
  readonly lookNotices: LookNotices;
  /** The same, for whoever verifies it. */
  readonly chain: LookChain;
  readonly auditScans: AuditScans;
  readonly auditChanges: AuditChanges;
  readonly auditFollowers: AuditFollowers;
  readonly openChannels: OpenChannels;
  /** Asks the database for nothing; rejects when it does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A file belongs to one process: a lease, or a message in flight, found in it was left by one that died. */
async function forgetTheDead({ db }: Engine): Promise<void> {
  await db.updateTable('leases').set({ expires_at: 0 }).execute();
  await db.updateTable('outbox').set({ claimed_at: 0 }).where('state', '=', 'sending').execute();
}

async function prepare(engine: Engine): Promise<void> {
  await migrate(engine);
  if (engine.name === 'sqlite') await forgetTheDead(engine);
}

/**
 * Opens `sqlite:<file>`, `sqlite::memory:` or `postgres://…` and brings it to the newest schema;
 * the folder of the file is made. Fails with `store-failed`.
 */
export async function openStore(databaseUrl: string, { log }: { log: Log }): Promise<Store> {
  let db: Kysely<Database> | undefined;
  try {
    db = new Kysely<Database>({ dialect: dialectOf(databaseUrl, log) });
    const engine: Engine = { name: engineOf(databaseUrl), db, newId: randomUUID };
    await prepare(engine);
    return storeOver(engine);
  } catch (thrown) {
    await db?.destroy();
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('store-failed', 'The bot could not open its database.', {
      hint: 'Check DATABASE_URL: the folder must be writable (sqlite:<file>), or the server must answer and know the user and the database (postgres://…).',
      cause: thrown,
    });
  }
}

/** Every part of the store over one database that has the newest schema. */
export function storeOver(engine: Engine): Store {
  return {
    cases: withStoreErrors(createCases(engine)),
    contexts: withStoreErrors(createCaseContexts(engine)),
    jumps: withStoreErrors(createPolicyJumps(engine)),
    subscriptions: withStoreErrors(createSubscriptions(engine)),
    ownChats: withStoreErrors(createOwnChats(engine)),
    alerts: createAlertStore(engine),
    outbox: withStoreErrors(createOutbox(engine)),
    leases: withStoreErrors(createLeases(engine)),
    lateness: withStoreErrors(createLatenessLog(engine)),
    coverage: withStoreErrors(createCoverageLog(engine)),
    troubles: withStoreErrors(createTroubles(engine)),
    searches: createSearchJobs(engine),
    memory: withStoreErrors(createConversationMemory(engine)),
    silences: withStoreErrors(createSilences(engine)),
    digests: withStoreErrors(createDigests(engine)),
    looks: withStoreErrors(createLookRecord(engine)),
    lookNotices: withStoreErrors(createLookNotices(engine)),
    chain: withStoreErrors(createLookChain(engine.db)),
    auditScans: withStoreErrors(createAuditScans(engine)),
    auditChanges: withStoreErrors(createAuditChanges(engine)),
    auditFollowers: withStoreErrors(createAuditFollowers(engine)),
    openChannels: withStoreErrors(createOpenChannels(engine)),
    ping: async () => {
      await engine.db.selectFrom('leases').select('job').limit(1).execute();
    },
    close: () => engine.db.destroy(),
  };
}
