import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createDemoCredential } from '../../src/demo/demo-credential.ts';
import { adminUser, noRoleUser, tenantId } from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { type Connector, type ConnectorCall, startConnector } from '../fakes/connector.ts';

let connector: Connector;
let tenant: RunningTenant;
let folder: string;
let app: App;
let port = 0;

async function startApp(): Promise<void> {
  const read = readConfig(
    {
      PORT: '0',
      MicrosoftAppTenantId: tenantId,
      GRAPH_ENDPOINT: tenant.url,
      DATABASE_URL: `sqlite:${join(folder, 'bot.db')}`,
      LOG_LEVEL: 'silent',
    },
    { demo: true },
  );
  if (!read.ok) throw new Error(read.problems.join(' '));
  const credential = createDemoCredential(tenant.url);
  app = await createApp(read.config, { host: '127.0.0.1', credential });
  port = (await app.start()).port;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-way-'));
  [connector, tenant] = await Promise.all([startConnector(), startTenant()]);
  await startApp();
});
afterEach(async () => {
  await app.stop();
  await Promise.all([connector.close(), tenant.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** What she types in the chat with the bot. */
function type(text: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      id: 'activity-1',
      text,
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      from: { id: '29:adele', aadObjectId: adminUser.id, name: adminUser.displayName },
      recipient: { id: '28:bot', name: 'Audit' },
      conversation: { id: 'a:adele', conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
    }),
  });
}

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
    // Longer than the first process lives: the second has to go on from what is stored.
    tenant.tenant.activity.change({ searchMs: 6_000 });
    await type('files for alice');
    const progress = await connector.waitFor(shows('Waiting to begin.'));
    await connector.waitFor(shows('Microsoft is searching.'));
    await app.stop();
    await startApp();
    const answer = await connector.waitFor(shows('Budget 2027.xlsx'));
    expect(answer.method).toBe('PUT');
    expect(answer.activityId).toBe(progress.givenId);
    expect(searchesOfPeople()).toHaveLength(1);
  }, 60_000);

  it('shows what a delegate read in a mailbox beside what its owner did, from two searches', async () => {
    tenant.tenant.activity.change({ searchMs: 200 });
    await type('mail for alice read');
    const progress = await connector.waitFor(shows('Waiting to begin.'));
    const answer = await connector.waitFor(shows('as a delegate'));
    expect(answer.activityId).toBe(progress.givenId);
    expect(cardOf(answer)).toContain(noRoleUser.userPrincipalName);
    expect(cardOf(answer)).toContain('Synchronised Inbox');
    expect(searchesOfPeople()).toHaveLength(2);
  }, 60_000);
});
