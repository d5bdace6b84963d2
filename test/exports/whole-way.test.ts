import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { type Connector, type ConnectorCall, startConnector } from '../fakes/connector.ts';
import { startUploadServer } from '../files/upload-server.ts';
import { startWholeBot, type WholeBot } from '../whole-bot.ts';
import { readCsv } from './read-csv.ts';

/** Two servers, a tenant of weeks and a store: on a busy machine that takes a while to start. */
const patienceMs = 60_000;

let connector: Connector;
let tenant: RunningTenant;
let upload: Awaited<ReturnType<typeof startUploadServer>>;
let bot: WholeBot;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-way-'));
  [connector, tenant, upload] = await Promise.all([
    startConnector(),
    startTenant(),
    startUploadServer(),
  ]);
  bot = await startWholeBot(tenant.url, connector, { EXPORT_DIR: folder });
}, patienceMs);
afterEach(async () => {
  await bot.app.stop();
  await Promise.all([connector.close(), tenant.close(), upload.close()]);
  await rm(folder, { recursive: true, force: true });
}, patienceMs);

const attachment = ({ activity }: ConnectorCall) => activity?.attachments?.[0];
const isOf = (type: string) => (call: ConnectorCall) =>
  attachment(call)?.contentType === `application/vnd.microsoft.teams.card.file.${type}`;
const says = (words: string) => (call: ConnectorCall) =>
  String(call.activity?.summary ?? '').includes(words);

describe('an export, the whole way', () => {
  it(
    'comes from Graph’s pages into her OneDrive by the buttons of Teams',
    async () => {
      await bot.post({ text: 'signins last 24h' });
      // Teams’ request ends after ten seconds, the answer may take longer.
      await connector.waitFor(says('last 24 hours'));
      await bot.post({ text: 'export' });
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
      const answer = await bot.post({
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
      await bot.post({ text: 'signins last 24h' });
      // Teams’ request ends after ten seconds, the answer may take longer.
      await connector.waitFor(says('last 24 hours'));
      await bot.post({ text: 'export' });
      await connector.waitFor(isOf('consent'));
      await bot.app.stop();
      expect(await readdir(folder)).toEqual([]);
      expect(connector.calls.some(says('Stopped because the bot restarted'))).toBe(true);
    },
    patienceMs,
  );
});
