import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { noRoleUser } from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { until } from '../e2e/until.ts';
import { type Connector, type ConnectorCall, startConnector } from '../fakes/connector.ts';
import { startWholeBot, type WholeBot } from '../whole-bot.ts';

let connector: Connector;
let tenant: RunningTenant;
let folder: string;
let bot: WholeBot;
/** How far the tenant's clock is ahead, in milliseconds. */
let ahead = 0;
const minute = 60_000;

const start = () =>
  startWholeBot(tenant.url, connector, { DATABASE_URL: `sqlite:${join(folder, 'bot.db')}` });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-way-'));
  ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  [connector, tenant] = await Promise.all([startConnector(), startTenant({ now })]);
  bot = await start();
});
afterEach(async () => {
  await bot.app.stop();
  await Promise.all([connector.close(), tenant.close()]);
  await rm(folder, { recursive: true, force: true });
});

const cardOf = ({ activity }: ConnectorCall) =>
  JSON.stringify(activity?.attachments?.[0]?.content ?? '');
/** Searches that people asked for: the watch over auditing has its own. */
const searchesOfPeople = () =>
  tenant.tenant.activity.searches.filter(
    ({ definition }) => definition.lists.operationFilters.length === 0,
  );
const shows = (words: string) => (call: ConnectorCall) => cardOf(call).includes(words);

describe('a search of the unified audit log, the whole way', () => {
  it('is answered in the message that showed its progress, by another process too', async () => {
    tenant.tenant.activity.change({ searchMs: 10 * minute });
    await bot.post({ text: 'files for alice' });
    const progress = await connector.waitFor(shows('Waiting to begin.'));
    await until('it is submitted', () => searchesOfPeople().length > 0);
    ahead = 5 * minute;
    await connector.waitFor(shows('Microsoft is searching.'));
    await bot.app.stop();
    bot = await start();
    // Only now is it over: the second process has to go on from what is stored.
    ahead = 11 * minute;
    const answer = await connector.waitFor(shows('Budget 2027.xlsx'));
    expect(answer.method).toBe('PUT');
    expect(answer.activityId).toBe(progress.givenId);
    expect(searchesOfPeople()).toHaveLength(1);
  }, 60_000);

  it('shows what a delegate read in a mailbox beside what its owner did, from two searches', async () => {
    tenant.tenant.activity.change({ searchMs: 200 });
    await bot.post({ text: 'mail for alice read' });
    const progress = await connector.waitFor(shows('Waiting to begin.'));
    const answer = await connector.waitFor(shows('as a delegate'));
    expect(answer.activityId).toBe(progress.givenId);
    expect(cardOf(answer)).toContain(noRoleUser.userPrincipalName);
    expect(cardOf(answer)).toContain('Synchronised Inbox');
    expect(searchesOfPeople()).toHaveLength(2);
  }, 60_000);
});
