import { afterEach, describe, expect, it } from '@jest/globals';
import type { Asker, Conversation, FileConsentIn, Inbound } from '../../src/ports/chat.ts';
import { readActivity } from '../../src/teams/activity.ts';
import { alice, inChannel, messageActivity, outgoing, startBot, tenantId } from './harness.ts';

type Running = Awaited<ReturnType<typeof startBot>>;
const running: Running[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const asker: Asker = { id: alice.aadObjectId, name: alice.name, channelUserId: alice.id };
const uploadInfo = {
  contentUrl: 'https://contoso-my.sharepoint.com/personal/alice/signins.csv',
  name: 'signins.csv',
  uploadUrl: 'https://contoso-my.sharepoint.com/personal/alice/_api/upload',
  uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D',
  fileType: 'csv',
};

/** What Teams sends when somebody answers a file consent card. */
function consentActivity(serviceUrl: string, value: object = {}) {
  return messageActivity(serviceUrl, {
    type: 'invoke',
    name: 'fileConsent/invoke',
    text: undefined,
    replyToId: 'offer-1',
    value: {
      type: 'fileUpload',
      action: 'accept',
      context: { exportId: 'export-1' },
      uploadInfo,
      ...value,
    },
  });
}

async function start() {
  const heard: Inbound[] = [];
  const bot = await startBot(async (inbound) => {
    heard.push(inbound);
    return outgoing('taken', 'replace');
  });
  running.push(bot);
  const conversation = (id: string, kind: Conversation['kind']): Conversation => ({
    ...{ id, kind, tenantId },
    serviceUrl: bot.connector.serviceUrl,
    bot: { id: '28:bot', name: 'Audit' },
  });
  return { ...bot, heard, conversation };
}

describe('the answer to a file offer', () => {
  it('is heard at once, and its card takes the place of the offer', async () => {
    const { say, connector, heard } = await start();
    const response = await say(consentActivity(connector.serviceUrl));
    expect(response.status).toBe(200);
    const call = await connector.waitFor(({ method }) => method === 'PUT');
    expect(call).toMatchObject({ activityId: 'offer-1', activity: { summary: 'taken' } });
    expect(heard).toMatchObject([
      { kind: 'file-consent', accepted: true, exportId: 'export-1', place: uploadInfo, asker },
    ]);
  });

  it('is a no without a place, whatever else it says', () => {
    const read = readActivity(consentActivity('https://smba', { action: 'decline' }));
    expect(read).toMatchObject({ kind: 'file-consent', accepted: false });
    expect((read as FileConsentIn).place).toBeUndefined();
  });

  it.each([{ action: 'maybe' }, { context: null }, { context: { exportId: ['e'] } }])(
    'is left alone where it is about no file of this bot: %j',
    (value) => {
      expect(readActivity(consentActivity('https://smba', value)).kind).toBe('unsupported');
    },
  );

  it.each([null, {}, { ...uploadInfo, uploadUrl: {} }])(
    'has no place where Teams names none: %j',
    (info) => {
      const read = readActivity(consentActivity('https://smba', { uploadInfo: info }));
      expect(read).toMatchObject({ kind: 'file-consent', accepted: true, place: undefined });
    },
  );
});

describe('messages about files', () => {
  it('ask in Teams’ own card whether she takes the file', async () => {
    const { bot, connector, conversation } = await start();
    const target = await bot.files.openPersonal(asker, conversation('a:alice', 'personal'));
    expect(connector.begun).toEqual([]);
    const offer = { name: 'signins.csv', bytes: 4711, description: '3 rows', exportId: 'e-1' };
    const { activityId } = await bot.files.offer(target, offer);
    expect(connector.messages()).toMatchObject([
      {
        conversationId: 'a:alice',
        givenId: activityId,
        activity: {
          attachments: [
            {
              contentType: 'application/vnd.microsoft.teams.card.file.consent',
              name: 'signins.csv',
              content: {
                description: '3 rows',
                sizeInBytes: 4711,
                acceptContext: { exportId: 'e-1' },
                declineContext: { exportId: 'e-1' },
              },
            },
          ],
        },
      },
    ]);
  });

  it('show a file that was uploaded', async () => {
    const { bot, connector, conversation } = await start();
    const target = await bot.files.openPersonal(asker, conversation('a:alice', 'personal'));
    await bot.files.show(target, uploadInfo);
    expect(connector.messages()[0]?.activity.attachments).toEqual([
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        contentUrl: uploadInfo.contentUrl,
        name: 'signins.csv',
        content: { uniqueId: uploadInfo.uniqueId, fileType: 'csv' },
      },
    ]);
  });

  it('go to the asker’s own chat when she asked in a channel', async () => {
    const { bot, connector, conversation } = await start();
    const { id } = inChannel().conversation;
    const target = await bot.files.openPersonal(asker, conversation(id, 'channel'));
    expect(target).toMatchObject({ conversationId: 'a:begun-1', kind: 'personal' });
    expect(connector.begun).toMatchObject([
      { isGroup: false, members: [{ id: alice.id }], tenantId, bot: { id: '28:bot' } },
    ]);
    await bot.files.show(target, uploadInfo);
    expect(connector.messages()[0]?.conversationId).toBe('a:begun-1');
  });

  it('say that there is no such chat where the bot is not installed for her', async () => {
    const { bot, connector, conversation } = await start();
    connector.fail({ status: 403, code: 'BotNotInConversationRoster' });
    const opening = bot.files.openPersonal(asker, conversation('19:ops@thread.tacv2', 'channel'));
    await expect(opening).rejects.toMatchObject({ name: 'DeliveryError', kind: 'gone' });
  });

  it('send the bot’s token to no service URL that the admin does not believe', async () => {
    const { bot, conversation } = await start();
    const elsewhere = { ...conversation('19:ops', 'channel'), serviceUrl: 'https://evil.example/' };
    await expect(bot.files.openPersonal(asker, elsewhere)).rejects.toMatchObject({
      kind: 'refused',
    });
  });
});
