import { gzipSync } from 'node:zlib';
import { alice, messageActivity, tenantId } from '../teams/harness.ts';

export interface ForgedBody {
  readonly what: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

const evil = 'e0110000-0000-4000-8000-000000000001';
/** Fields without which nothing may be answered. */
const needed = [
  ...['type', 'channelId', 'serviceUrl', 'conversation', 'conversation.id', 'from', 'from.id'],
  ...['from.aadObjectId', 'recipient', 'recipient.id', 'text'],
];
const wrongTypes: readonly unknown[] = [null, 7, true, [], {}, ['x'], { toString: 'x' }];

function replaced(activity: object, path: string, value: unknown): object {
  const [key = '', ...rest] = path.split('.');
  const inner = (activity as Record<string, object>)[key];
  const next = rest.length === 0 ? value : replaced(inner ?? {}, rest.join('.'), value);
  return { ...activity, [key]: next };
}

const bytes = (text: string, encoding: 'utf16le' | 'latin1') =>
  new Uint8Array(Buffer.from(text, encoding));

/** Bodies that come with a good token and must not be answered: of another origin, broken, huge, deep, of wrong types. */
export function forgedBodies(serviceUrl: string): ForgedBody[] {
  const message = (more: object = {}) =>
    JSON.stringify(messageActivity(serviceUrl, { text: 'signins for alice', ...more }));
  const good = message();
  const origins: [string, object][] = [
    ['another channel', { channelId: 'webchat' }],
    ['the emulator', { channelId: 'emulator' }],
    ['a channel with rules of its own', { channelId: 'AseChannel' }],
    ['a channel in capitals', { channelId: 'MSTEAMS' }],
    ['another service URL', { serviceUrl: 'https://evil.example/' }],
    ['a service URL with a user', { serviceUrl: 'http://127.0.0.1@evil.example/' }],
    [
      'a service URL with our host as its beginning',
      { serviceUrl: 'http://127.0.0.1.evil.example/' },
    ],
    ['a script for a service URL', { serviceUrl: 'javascript:alert(1)' }],
    ['a file for a service URL', { serviceUrl: 'file:///etc/passwd' }],
    ['the cloud’s metadata for a service URL', { serviceUrl: 'http://169.254.169.254/' }],
    ['our service URL with another path', { serviceUrl: `${serviceUrl}v3/` }],
    ['a foreign tenant', { conversation: { id: 'a', tenantId: evil } }],
    ['two tenants', { channelData: { tenant: { id: evil } } }],
    ['a sender of another tenant', { from: { ...alice, tenantId: evil } }],
    ['no tenant', { conversation: { id: 'a' }, channelData: {} }],
    ['tenants in a list', { channelData: { tenant: { id: [tenantId] } } }],
    ['an anonymous sender', { from: { id: '29:anonymous', name: 'Visitor' } }],
    ['a sender without a channel id', { from: { aadObjectId: alice.aadObjectId } }],
    ['an event', { type: 'event', name: 'continueConversation' }],
    ['a reaction', { type: 'messageReaction' }],
    ['an edit', { type: 'messageUpdate' }],
    ['an end', { type: 'endOfConversation' }],
    ['an invoke of no name', { type: 'invoke', name: undefined }],
    [
      'an invoke of another kind',
      { type: 'invoke', name: 'signin/verifyState', value: { state: '1' } },
    ],
    ['a token exchange', { type: 'invoke', name: 'signin/tokenExchange', value: { token: 'x' } }],
    ['a task', { type: 'invoke', name: 'task/fetch', value: {} }],
  ];
  const broken: [string, string | Uint8Array<ArrayBuffer>][] = [
    ['nothing', ''],
    ['half a document', good.slice(0, -40)],
    ['two documents', good + good],
    ['a list', `[${good}]`],
    ['a number', '7'],
    ['null', 'null'],
    ['a text', '"message"'],
    ['UTF-16', bytes(good, 'utf16le')],
    ['a zero byte', `${good}\0`],
    ['brackets 200,000 deep', '['.repeat(200_000)],
    ['objects 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['an activity in its prototype', `{"__proto__":${good}}`],
    ['a type twice, the second wrong', `${good.slice(0, -1)},"type":{}}`],
    ['a megabyte and more', message({ text: 'x'.repeat(1024 * 1024) })],
    ['five megabytes', 'x'.repeat(5 * 1024 * 1024)],
  ];
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'text/xml',
    'multipart/form-data',
  ];
  return [
    ...origins.map(([what, more]) => ({ what, body: message(more) })),
    ...broken.map(([what, body]) => ({ what, body })),
    ...types.map((type) => ({ what: type, body: good, headers: { 'content-type': type } })),
    {
      what: 'a packed body',
      body: new Uint8Array(gzipSync(good)),
      headers: { 'content-encoding': 'gzip' },
    },
    ...needed.flatMap((path) =>
      wrongTypes.map((value) => ({
        what: `${path} = ${JSON.stringify(value)}`,
        body: JSON.stringify(replaced(JSON.parse(message()) as object, path, value)),
      })),
    ),
  ];
}
