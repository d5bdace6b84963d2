import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/open-store.ts';
import { aSubscription, tenantId } from '../alerts/builders.ts';
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
import { describeStore, type Setup, withSearches } from '../contract/store-setup.ts';
import { troublesContract } from '../contract/troubles-contract.ts';
import { userCountriesContract } from '../contract/user-countries-contract.ts';
import { copyPostgres, runSql } from './copy-postgres.ts';
import { expectGoneOn, goBack } from './go-back.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

const log = recordingLog();
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(() => server.stop(), 60_000);

function inPostgres(): Setup {
  const url = server.newDatabase();
  return {
    lasts: true,
    open: async () => openStore(await url, { log }),
    cleanUp: async () => undefined,
  };
}

storeContract('PostgreSQL', inPostgres);
spreadContract('PostgreSQL', inPostgres);
fencingContract('PostgreSQL', inPostgres);
forgettingContract('PostgreSQL', inPostgres);
latenessContract('PostgreSQL', inPostgres);
coverageContract('PostgreSQL', inPostgres);
troublesContract('PostgreSQL', inPostgres);
auditWorkContract('PostgreSQL', inPostgres);
outboxContract('PostgreSQL', inPostgres);
searchJobsContract('PostgreSQL', () => withSearches(inPostgres));
silencesContract('PostgreSQL', inPostgres);
caseContextsContract('PostgreSQL', inPostgres);
policyJumpsContract('PostgreSQL', inPostgres);
observationsContract('PostgreSQL', inPostgres);
ownChatsContract('PostgreSQL', inPostgres);
digestsContract('PostgreSQL', inPostgres);
userCountriesContract('PostgreSQL', inPostgres);
rehearsalDaysContract('PostgreSQL', inPostgres);
lookRecordContract('PostgreSQL', async () => ({
  url: await server.newDatabase(),
  cleanUp: async () => undefined,
}));
describeStore('the memory of questions in PostgreSQL', inPostgres, (opened) => {
  memoryContract(() => opened().store.memory);
  lookNoticesContract(() => opened().store.lookNotices);
});
describeStore('the channels with open answers in PostgreSQL', inPostgres, (opened) => {
  openChannelsContract(() => opened().store.openChannels);
});

describe('opening a PostgreSQL database', () => {
  it('lets replicas that start together migrate it once', async () => {
    const url = await server.newDatabase();
    const stores = await Promise.all(Array.from({ length: 3 }, () => openStore(url, { log })));
    await Promise.all(stores.map((store) => store.ping()));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('names the setting, and no password, when the server does not answer', async () => {
    const store = openStore('postgres://bot:hunter2@127.0.0.1:1/bot', { log });
    const failure: Error = await store.then(
      () => new Error('it opened'),
      (thrown) => thrown,
    );
    expect(failure).toMatchObject({
      code: 'store-failed',
      hint: expect.stringContaining('DATABASE_URL'),
    });
    expect(`${failure.message} ${String(failure.cause)}`).not.toContain('hunter2');
  });
});

it('goes on from a copy that was made while the bot watched: one transaction’s view is enough', async () => {
  const [url, copied] = [await server.newDatabase(), await server.newDatabase()];
  await expectGoneOn(await goBack(url, copied, () => copyPostgres(url, copied)), copied);
}, 60_000);

it('is not opened, and not touched, after a newer version has changed it', async () => {
  const url = await server.newDatabase();
  await (await openStore(url, { log })).close();
  await runSql(url, `insert into kysely_migration values ('9999-future', '2030-01-01')`);
  await expect(openStore(url, { log })).rejects.toThrow('A newer version of the bot');
  await runSql(url, `delete from kysely_migration where name = '9999-future'`);
  await (await openStore(url, { log })).close();
});

it('gets another password without a gap: a second user acts as the first, then the first may not log in', async () => {
  const admin = await server.newDatabase();
  const urlOf = (user: string, password: string) =>
    Object.assign(new URL(admin), { username: user, password }).href;
  const database = new URL(admin).pathname.slice(1);
  await runSql(
    admin,
    `create role bot login password 'old'; alter database ${database} owner to bot`,
  );
  const old = await openStore(urlOf('bot', 'old'), { log });
  await old.subscriptions.subscribe(aSubscription('19:old'));

  const [, statements = ''] =
    /```sql\n(create role bot_2[^`]*)```/.exec(await readFile('docs/running.md', 'utf8')) ?? [];
  const [begin = '', end = ''] = statements.split(/^-- .*$/m);
  await runSql(admin, begin.replace('<new password>', 'new'));
  const renewed = await openStore(urlOf('bot_2', 'new'), { log });
  await renewed.subscriptions.subscribe(aSubscription('19:new'));
  expect(await old.subscriptions.list(tenantId)).toHaveLength(2);
  await old.close();
  await runSql(admin, end);
  expect(await renewed.subscriptions.list(tenantId)).toHaveLength(2);
  await expect(openStore(urlOf('bot', 'old'), { log })).rejects.toThrow('could not open');
  await renewed.close();
});
