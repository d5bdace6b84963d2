import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonRecord } from '../../src/domain/record.ts';
import { readActivity } from '../../src/teams/activity.ts';
import { alice, inChannel, invokeActivity, messageActivity, tenantId } from './harness.ts';

const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const message = (overrides: object = {}): JsonRecord => messageActivity(serviceUrl, overrides);
const bob = 'b0b00000-0000-4000-8000-000000000002';
const botMention = {
  type: 'mention',
  text: '<at>Audit</at>',
  mentioned: { id: '28:bot', name: 'Audit' },
};

describe('an activity from Teams', () => {
  it('tells who asks, where and in which time zone', () => {
    expect(readActivity(message({ id: 'm1', locale: 'de-DE' }))).toEqual({
      kind: 'message',
      activityId: 'm1',
      asker: { id: alice.aadObjectId, name: 'Alice Example', channelUserId: '29:alice' },
      conversation: {
        id: 'a:alice',
        kind: 'personal',
        tenantId,
        serviceUrl,
        name: undefined,
        teamId: undefined,
        bot: { id: '28:bot', name: 'Audit' },
      },
      timeZone: 'Europe/Berlin',
      locale: 'de-DE',
      text: 'help',
      mentions: [],
    });
  });

  it('keeps the thread of a channel message, to answer there', () => {
    const overrides = inChannel({
      channelData: { channel: { id: 'c', name: 'Ops' }, team: { id: '19:team' } },
    });
    expect(readActivity(message(overrides))).toMatchObject({
      conversation: {
        id: '19:ops@thread.tacv2;messageid=170001',
        kind: 'channel',
        name: 'Ops',
        teamId: '19:team',
      },
    });
  });

  it.each([
    [{ id: 'x', conversationType: 'groupChat', tenantId }, {}, 'groupChat'],
    [{ id: 'x', isGroup: true, tenantId }, {}, 'groupChat'],
    [{ id: 'x', isGroup: true, tenantId }, { channel: { id: 'c' } }, 'channel'],
    [{ id: 'x', tenantId }, {}, 'personal'],
  ])('reads the kind of the conversation %j %j', (conversation, channelData, kind) => {
    expect(readActivity(message({ conversation, channelData }))).toMatchObject({
      conversation: { kind },
    });
  });

  it.each([
    ['Europe/Berlin', undefined, 'Europe/Berlin'],
    ['Mars/Olympus', 'Asia/Tokyo', 'Asia/Tokyo'],
    [undefined, 'Asia/Tokyo', 'Asia/Tokyo'],
    [undefined, 'nonsense', 'UTC'],
    [{}, undefined, 'UTC'],
  ])('takes a real time zone (%j, %j) or UTC', (localTimezone, timezone, timeZone) => {
    const entities = [{ type: 'clientInfo', timezone }];
    expect(readActivity(message({ localTimezone, entities }))).toMatchObject({ timeZone });
  });

  it.each([
    ['<at>Audit</at> signins for alice', 'signins for alice'],
    ['<at>Audit</at>&nbsp;signins&nbsp;for  alice\n', 'signins for alice'],
    ['signins for <at>Audit</at> alice', 'signins for alice'],
    ['<at>Audit</at>', ''],
    ['signins for O&#39;Brien &amp; Sons &lt;x&gt;', "signins for O'Brien & Sons <x>"],
    ['a &amp;lt; b', 'a &lt; b'],
    ['signins\u200B for\u00A0alice', 'signins for alice'],
  ])('reads %j as %j', (text, words) => {
    expect(readActivity(message({ text, entities: [botMention] }))).toMatchObject({
      kind: 'message',
      text: words,
    });
  });

  it('keeps the object id of a mentioned person where Teams tells it', () => {
    const mention = (name: string, mentioned: object) => ({
      type: 'mention',
      text: `<at>${name}</at>`,
      mentioned: { name, ...mentioned },
    });
    const read = readActivity(
      message({
        text: '<at>Audit</at> signins for <at>Bob Example</at> <at>Carol</at> <at>Dan</at>',
        entities: [
          botMention,
          mention('Bob Example', { id: '29:bob', aadObjectId: bob.toUpperCase() }),
          mention('Carol', { id: `8:orgid:${bob}` }),
          mention('Dan', { id: '29:dan' }),
        ],
      }),
    );
    expect(read).toMatchObject({
      text: 'signins for Bob Example Carol Dan',
      mentions: [
        { text: 'Bob Example', id: bob },
        { text: 'Carol', id: bob },
      ],
    });
  });

  it('reads a pressed Action.Execute with its verb and inputs', () => {
    expect(readActivity(invokeActivity(serviceUrl))).toMatchObject({
      kind: 'action',
      data: { page: 2, verb: 'page' },
      cardActivityId: 'card-1',
    });
  });

  it('reads a pressed Action.Submit, the older buttons', () => {
    const pressed = { text: undefined, value: { verb: 'page', page: 2 }, replyToId: 'card-1' };
    expect(readActivity(message(pressed))).toMatchObject({
      kind: 'action',
      data: { verb: 'page', page: 2 },
      cardActivityId: 'card-1',
    });
  });

  it.each([
    [{ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }, 'joined'],
    [{ type: 'conversationUpdate', membersAdded: [{ id: '29:carol' }] }, 'unsupported'],
    [{ type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] }, 'unsupported'],
    [{ type: 'installationUpdate', action: 'add' }, 'joined'],
    [{ type: 'installationUpdate', action: 'remove' }, 'unsupported'],
  ])('notices where the bot was added: %j is %s', (overrides, kind) => {
    expect(readActivity(message({ text: undefined, ...overrides }))).toMatchObject({ kind });
  });

  it.each([
    [{ from: { id: '29:alice', name: 'Alice' } }, 'sender without an Entra object id'],
    [{ conversation: { tenantId } }, 'no conversation to answer in'],
    [{ text: '', attachments: [{}] }, 'message without text'],
    [{ type: 'invoke', name: 'task/fetch' }, 'unknown invoke'],
    [{ type: 'invoke', name: 'adaptiveCard/action', value: 7 }, 'card action without an action'],
    [{ type: 'messageReaction' }, 'activity type that this bot does not answer'],
  ])('leaves %j alone and says why', (overrides, reason) => {
    expect(readActivity(message(overrides))).toEqual({ kind: 'unsupported', reason });
  });

  it('never throws, whatever stands in any field', () => {
    const fields = Object.keys(messageActivity(serviceUrl)).concat(
      'entities',
      'value',
      'membersAdded',
      'name',
    );
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.constantFrom('<at>', '&amp;', '28:bot', [null]),
    );
    const type = fc.constantFrom('message', 'invoke', 'conversationUpdate', 'installationUpdate');
    fc.assert(
      fc.property(type, fc.dictionary(fc.constantFrom(...fields), value), (kind, overrides) => {
        const read = readActivity(message({ ...overrides, type: kind }));
        expect(['message', 'action', 'joined', 'file-consent', 'unsupported']).toContain(read.kind);
        if (read.kind === 'message') expect(typeof read.text).toBe('string');
      }),
    );
  });

  it('reads the first 10,000 characters of a message that is far too long', () => {
    const read = readActivity(message({ text: 'a'.repeat(900_000) }));
    expect(read).toMatchObject({ kind: 'message', text: 'a'.repeat(10_000) });
  });
});
