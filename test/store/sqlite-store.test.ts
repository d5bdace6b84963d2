import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/open-store.ts';
import { atMinute, tenantId, theCase } from '../alerts/builders.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { auditWorkContract } from '../contract/audit-work-contract.ts';
import { caseContextsContract } from '../contract/case-contexts-contract.ts';
import { coverageContract } from '../contract/coverage-contract.ts';
import { digestsContract } from '../contract/digests-contract.ts';
import { fencingContract } from '../contract/fencing-contract.ts';
import { forgettingContract } from '../contract/forgetting-contract.ts';
import { latenessContract } from '../contract/lateness-contract.ts';
import { lookNoticesContract } from '../contract/look-notices-contract.ts';
import { lookRecordContract } from '../contract/look-record-contract.ts';
import { memoryContract } from '../contract/memory-contract.ts';
import { observationsContract } from '../contract/observations-contract.ts';
import { openChannelsContract } from '../contract/open-channels-contract.ts';
import { outboxContract } from '../contract/outbox-contract.ts';
import { ownChatsContract } from '../contract/own-chats-contract.ts';
import { policyJumpsContract } from '../contract/policy-jumps-contract.ts';
import { rehearsalDaysContract } from '../contract/rehearsal-days-contract.ts';
import { searchJobsContract } from '../contract/search-jobs-contract.ts';
import { silencesContract } from '../contract/silences-contract.ts';
import { spreadContract } from '../contract/spread-contract.ts';
import { storeContract } from '../contract/store-contract.ts';
import {
  claimAt,
  describeStore,
  type Setup,
  withCard,
  withSearches,
} from '../contract/store-setup.ts';
import { troublesContract } from '../contract/troubles-contract.ts';
import { userCountriesContract } from '../contract/user-countries-contract.ts';

const log = recordingLog();

const inMemory = (): Setup => ({
  lasts: false,
  open: () => openStore('sqlite::memory:', { log }),
  cleanUp: async () => undefined,
});

function inAFile(): Setup {
  const folder = mkdtemp(join(tmpdir(), 'audit-bot-store-'));
  return {
    lasts: true,
    open: async () => openStore(`sqlite:${join(await folder, 'deep', 'er', 'bot.db')}`, { log }),
    cleanUp: async () => rm(await folder, { recursive: true, force: true }),
  };
}

storeContract('SQLite, in memory', inMemory);
spreadContract('SQLite, in memory', inMemory);
storeContract('a SQLite file', inAFile);
fencingContract('a SQLite file', inAFile);
forgettingContract('SQLite, in memory', inMemory);
latenessContract('SQLite, in memory', inMemory);
coverageContract('SQLite, in memory', inMemory);
troublesContract('SQLite, in memory', inMemory);
auditWorkContract('SQLite, in memory', inMemory);
outboxContract('SQLite, in memory', inMemory);
outboxContract('a SQLite file', inAFile);
searchJobsContract('a SQLite file', () => withSearches(inAFile));
silencesContract('SQLite, in memory', inMemory);
caseContextsContract('SQLite, in memory', inMemory);
policyJumpsContract('SQLite, in memory', inMemory);
observationsContract('SQLite, in memory', inMemory);
ownChatsContract('SQLite, in memory', inMemory);
digestsContract('SQLite, in memory', inMemory);
userCountriesContract('SQLite, in memory', inMemory);
rehearsalDaysContract('SQLite, in memory', inMemory);
lookRecordContract('a SQLite file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'audit-bot-looks-'));
  return {
    url: `sqlite:${join(folder, 'bot.db')}`,
    cleanUp: () => rm(folder, { recursive: true, force: true }),
  };
});
describeStore('the memory of questions in SQLite, in memory', inMemory, (opened) => {
  memoryContract(() => opened().store.memory);
  lookNoticesContract(() => opened().store.lookNotices);
});
describeStore('the channels with open answers in SQLite, in memory', inMemory, (opened) => {
  openChannelsContract(() => opened().store.openChannels);
});
describeStore('the memory of questions in a SQLite file', inAFile, (opened) => {
  memoryContract(() => opened().store.memory);
});

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'audit-bot-store-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('opening a SQLite file', () => {
  it('writes ahead, so that a kill between two writes loses neither', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'bot.db');
      const store = await openStore(`sqlite:${file}`, { log });
      const reader = new DatabaseSync(file, { readOnly: true });
      expect(reader.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
      reader.close();
      await store.close();
    }));

  it('does not wait for the lease of a process that was killed', () =>
    inFolder(async (folder) => {
      const url = `sqlite:${join(folder, 'bot.db')}`;
      const lease = (holder: string) => ({ tenantId, job: 'poll', holder });
      const killed = await openStore(url, { log });
      await killed.leases.acquire(lease('before'), atMinute(0), 3_600_000);
      await killed.close();
      const store = await openStore(url, { log });
      expect(await store.leases.acquire(lease('after'), atMinute(0), 1_000)).toBe(2);
      await store.close();
    }));

  it('sends at once what a killed process had in flight', () =>
    inFolder(async (folder) => {
      const url = `sqlite:${join(folder, 'bot.db')}`;
      const killed = await openStore(url, { log });
      await withCard(killed);
      expect(await claimAt(killed, atMinute(0))).toBeDefined();
      expect(await claimAt(killed, atMinute(0))).toBeUndefined();
      await killed.close();
      const store = await openStore(url, { log });
      expect(await claimAt(store, atMinute(0))).toBeDefined();
      await store.close();
    }));

  it('names the setting when the file cannot be made, and shows no stack', () =>
    inFolder(async (folder) => {
      const store = openStore(`sqlite:${folder}`, { log });
      await expect(store).rejects.toMatchObject({
        code: 'store-failed',
        hint: expect.stringContaining('DATABASE_URL'),
      });
      expect(existsSync(folder)).toBe(true);
    }));

  it('finishes a migration that a crash left half-way', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'bot.db');
      const url = `sqlite:${file}`;
      await (await openStore(url, { log })).close();
      const database = new DatabaseSync(file);
      database.exec('delete from kysely_migration; drop table leases; drop table outbox;');
      database.close();
      const store = await openStore(url, { log });
      expect((await store.outbox.backlog(tenantId)).waiting).toBe(0);
      await store.close();
    }));

  it('knows how bad older cases are, and when their cards were posted at the latest', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'bot.db');
      const url = `sqlite:${file}`;
      const before = await openStore(url, { log });
      const rules = ['ca-block', 'ca-prompt-unmet', 'role-assigned'];
      await before.alerts.write(tenantId, async (writer) => {
        for (const rule of rules) await writer.saveCase(theCase({ id: rule, key: rule, rule }));
        const message = { caseId: 'ca-block', conversationId: '19:x', activityId: 'a1' };
        await writer.saveMessage({ ...message, postedAt: atMinute(1), sentAt: atMinute(5) });
      });
      await before.close();
      const database = new DatabaseSync(file);
      database.exec(`
        delete from kysely_migration;
        alter table cases drop column severity;
        alter table cases drop column verdict;
        alter table cases drop column routing;
        alter table messages drop column posted_at;`);
      database.close();
      const store = await openStore(url, { log });
      const found = await Promise.all(rules.map((id) => store.cases.find(tenantId, id)));
      expect(found.map((one) => [one?.severity, one?.verdict])).toEqual([
        ['medium', 'Stopped'],
        ['low', 'Needs the user'],
        ['high', 'Changed'],
      ]);
      const [message] = await store.alerts.write(tenantId, (w) => w.messages('ca-block'));
      expect(message?.postedAt).toEqual(atMinute(5));
      await store.close();
    }));
});
