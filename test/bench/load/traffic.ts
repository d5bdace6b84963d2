import { randomUUID } from 'node:crypto';
import { adminUser, operatorUser, readerUser } from '../../../src/demo/tenant/identities.ts';
import { forgedBodies } from '../../hostile/forged-bodies.ts';
import { forgedTokens } from '../../hostile/forged-tokens.ts';
import type { Channel } from '../help/channel.ts';
import { createAgent, type Heard, post } from './post.ts';

/** Somebody sends something to the bot; how it ended. */
export type Send = () => Promise<Heard>;

interface Target {
  readonly port: number;
  readonly channel: Channel;
  readonly appId: string;
  readonly tenantId: string;
}

/** What people ask all day of what the bot knows itself: Graph's own limits would measure Graph. */
const lines = ['help', 'whoami', 'alerts', 'snoozes', 'alerts rules', 'saved', 'help signins'];
const people = [adminUser, operatorUser, readerUser];
/** How the ids of honest conversations begin; hostile ones begin otherwise. */
export const honestConversation = 'load-';
let asked = 0;

/** The next honest question: people, lines and conversations in turns; one in four is a button. */
export async function honestTraffic({ port, channel, appId, tenantId }: Target): Promise<Send> {
  const { signer, serviceUrl } = channel;
  const authorization = await signer.authorize({ aud: appId, serviceurl: serviceUrl });
  const agent = createAgent();
  return () => {
    asked += 1;
    const line = lines[asked % lines.length];
    const person = people[asked % people.length] ?? adminUser;
    const isButton = asked % 4 === 0;
    const body = {
      ...(isButton
        ? {
            type: 'invoke',
            name: 'adaptiveCard/action',
            value: {
              action: { type: 'Action.Execute', verb: 'ask', data: { do: 'ask', ask: line } },
              trigger: 'manual',
            },
          }
        : { type: 'message', text: line }),
      id: `load-${asked}`,
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${person.id}`, name: person.displayName, aadObjectId: person.id },
      recipient: { id: '28:bot', name: 'Audit Bot' },
      conversation: {
        id: `${honestConversation}${asked % 40}`,
        conversationType: 'personal',
        tenantId,
      },
      channelData: { tenant: { id: tenantId } },
      localTimezone: 'Europe/Berlin',
    };
    return post(agent, port, JSON.stringify(body), { headers: { authorization } });
  };
}

/** Those that keep a connection to themselves for seconds, or weigh megabytes, measure the wire and not the bot. */
const mostBytes = 64_000;

/** The next hostile request: a forged token, a body of a wrong tenant or of no shape at all, or another bot’s token. */
export async function hostileTraffic({ port, channel, appId }: Target): Promise<Send> {
  const { signer, serviceUrl } = channel;
  const agent = createAgent();
  const good = await signer.authorize({ aud: appId, serviceurl: serviceUrl });
  const question = () =>
    JSON.stringify({
      type: 'message',
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl,
      text: 'signins for alice',
      from: { id: '29:adele', aadObjectId: adminUser.id },
      conversation: { id: 'a:hostile', tenantId: randomUUID() },
    });
  const tokens = await forgedTokens(channel);
  const bodies = forgedBodies(serviceUrl).filter(({ body }) => Buffer.byteLength(body) < mostBytes);
  const kinds: Send[] = [
    ...tokens.map(
      ([, authorization]): Send =>
        () =>
          post(agent, port, question(), { headers: authorization ? { authorization } : {} }),
    ),
    ...bodies.map(
      ({ body, headers }): Send =>
        () =>
          post(agent, port, body, { headers: { authorization: good, ...headers } }),
    ),
    // A tenant that nobody has heard of, each time another.
    () => post(agent, port, question(), { headers: { authorization: good } }),
  ];
  let next = 0;
  return () => {
    next += 1;
    return kinds[next % kinds.length]?.() ?? Promise.resolve({ status: 0, bytes: 0 });
  };
}
