import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/open-store.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { caseContextsContract } from '../contract/case-contexts-contract.ts';
import { coverageContract } from '../contract/coverage-contract.ts';
import { digestsContract } from '../contract/digests-contract.ts';
import { fencingContract } from '../contract/fencing-contract.ts';
import { forgettingContract } from '../contract/forgetting-contract.ts';
import { latenessContract } from '../contract/lateness-contract.ts';
import { lookRecordContract } from '../contract/look-record-contract.ts';
import { memoryContract } from '../contract/memory-contract.ts';
import { observationsContract } from '../contract/observations-contract.ts';
import { openChannelsContract } from '../contract/open-channels-contract.ts';
import { outboxContract } from '../contract/outbox-contract.ts';
import { policyJumpsContract } from '../contract/policy-jumps-contract.ts';
import { rehearsalDaysContract } from '../contract/rehearsal-days-contract.ts';
import { searchJobsContract } from '../contract/search-jobs-contract.ts';
import { silencesContract } from '../contract/silences-contract.ts';
import { spreadContract } from '../contract/spread-contract.ts';
import { storeContract } from '../contract/store-contract.ts';
import { describeStore, type Setup, withSearches } from '../contract/store-setup.ts';
import { troublesContract } from '../contract/troubles-contract.ts';
import { userCountriesContract } from '../contract/user-countries-contract.ts';
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
outboxContract('PostgreSQL', inPostgres);
searchJobsContract('PostgreSQL', () => withSearches(inPostgres));
silencesContract('PostgreSQL', inPostgres);
caseContextsContract('PostgreSQL', inPostgres);
policyJumpsContract('PostgreSQL', inPostgres);
observationsContract('PostgreSQL', inPostgres);
digestsContract('PostgreSQL', inPostgres);
userCountriesContract('PostgreSQL', inPostgres);
rehearsalDaysContract('PostgreSQL', inPostgres);
lookRecordContract('PostgreSQL', async () => ({
  url: await server.newDatabase(),
  cleanUp: async () => undefined,
}));
describeStore('the memory of questions in PostgreSQL', inPostgres, (opened) => {
  memoryContract(() => opened().store.memory);
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
