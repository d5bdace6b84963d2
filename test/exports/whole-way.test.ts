import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createDemoCredential } from '../../src/demo/demo-credential.ts';
import { adminUser, tenantId } from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { type Connector, type ConnectorCall, startConnector } from '../fakes/connector.ts';
import { startUploadServer } from '../files/upload-server.ts';
import { readCsv } from './read-csv.ts';

/** Two servers, a tenant of weeks and a store: on a busy machine that takes a while to start. */
const patienceMs = 60_000;

let connector: Connector;
let tenant: RunningTenant;
let upload: Awaited<ReturnType<typeof startUploadServer>>;
let app: App;
let folder: string;
let port = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-way-'));
  [connector, tenant, upload] = await Promise.all([
    startConnector(),
    startTenant(),
    startUploadServer(),
  ]);
  const read = readConfig(
    {
      PORT: '0',
      MicrosoftAppTenantId: tenantId,
      GRAPH_ENDPOINT: tenant.url,
      DATABASE_URL: 'sqlite::memory:',
      EXPORT_DIR: folder,
      LOG_LEVEL: 'silent',
    },
    { demo: true },
  );
  if (!read.ok) throw new Error(read.problems.join(' '));
  app = await createApp(read.config, {
    host: '127.0.0.1',
    credential: createDemoCredential(tenant.url),
  });
  port = (await app.start()).port;
}, patienceMs);
afterEach(async () => {
  await app.stop();
  await Promise.all([connector.close(), tenant.close(), upload.close()]);
  await rm(folder, { recursive: true, force: true });
}, patienceMs);

let activities = 0;
/** One activity from the asker's own chat, as Teams posts it. */
function post(activity: object): Promise<Response> {
  activities += 1;
  return fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      id: `activity-${activities}`,
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      from: { id: '29:adele', aadObjectId: adminUser.id, name: adminUser.displayName },
      recipient: { id: '28:bot', name: 'Audit' },
      conversation: { id: 'a:adele', conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
      ...activity,
    }),
  });
}

const attachment = ({ activity }: ConnectorCall) => activity?.attachments?.[0];
const isOf = (type: string) => (call: ConnectorCall) =>
  attachment(call)?.contentType === `application/vnd.microsoft.teams.card.file.${type}`;
const says = (words: string) => (call: ConnectorCall) =>
  String(call.activity?.summary ?? '').includes(words);

describe('an export, the whole way', () => {
  it(
    'comes from Graph’s pages into her OneDrive by the buttons of Teams',
    async () => {
      await post({ text: 'signins last 24h' });
      // Teams’ request ends after ten seconds, the answer may take longer.
      await connector.waitFor(says('last 24 hours'));
      await post({ text: 'export' });
      const { givenId, ...offered } = await connector.waitFor(isOf('consent'));
      const { name, content } = attachment(offered);
      expect(name).toMatch(/^[a-z0-9-]+\.csv$/);

      const uploadInfo = {
        contentUrl: 'https://contoso-my.sharepoint.com/x.csv',
        name,
        uploadUrl: upload.url,
        uniqueId: 'u-1',
        fileType: 'csv',
      };
      const answer = await post({
        type: 'invoke',
        name: 'fileConsent/invoke',
        replyToId: givenId,
        value: { type: 'fileUpload', action: 'accept', context: content.acceptContext, uploadInfo },
      });
      expect(answer.status).toBe(200);
      expect(attachment(await connector.waitFor(isOf('info')))).toMatchObject({ name });
      await connector.waitFor(says('delivered'));

      expect(upload.file()).toHaveLength(content.sizeInBytes);
      const [columns, ...rows] = readCsv(upload.file().toString('utf8').slice(1));
      expect(content.description).toContain(`${rows.length.toLocaleString('en')} rows`);
      expect(rows.every((row) => row.length === columns?.length)).toBe(true);
      expect(await readdir(folder)).toEqual([]);
    },
    patienceMs,
  );

  it(
    'keeps no file and no promise when the bot stops',
    async () => {
      await post({ text: 'signins last 24h' });
      // Teams’ request ends after ten seconds, the answer may take longer.
      await connector.waitFor(says('last 24 hours'));
      await post({ text: 'export' });
      await connector.waitFor(isOf('consent'));
      await app.stop();
      expect(await readdir(folder)).toEqual([]);
      expect(connector.calls.some(says('Stopped because the bot restarted'))).toBe(true);
    },
    patienceMs,
  );
});
