import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChannelSigner, createChannelSigner } from '../../fakes/channel-signer.ts';

/** A Bot Framework channel that only counts: the same cost for every bot that is measured. */
export interface Channel {
  readonly serviceUrl: string;
  readonly metadataUrl: string;
  readonly loginUrl: string;
  readonly signer: ChannelSigner;
  /** Messages posted by bots so far. */
  replies(): number;
  /** The body of the last of them. */
  lastReply(): string;
  close(): void;
}

/** `onReply` hears where each reply went. */
export async function startChannel(onReply?: (path: string) => void): Promise<Channel> {
  const signer = await createChannelSigner('https://api.botframework.com');
  let replies = 0;
  let lastReply: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(answerTo(request.url ?? '', chunks));
    });
  });

  function answerTo(path: string, chunks: Buffer[]): string {
    if (path === '/metadata') {
      return JSON.stringify({ issuer: signer.issuer, jwks_uri: `${origin}/keys` });
    }
    if (path === '/keys') return JSON.stringify(signer.keySet);
    if (path.startsWith('/login')) return '{"access_token":"channel-token","expires_in":3600}';
    replies += 1;
    onReply?.(path);
    lastReply = chunks;
    return '{"id":"1"}';
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    serviceUrl: `${origin}/`,
    metadataUrl: `${origin}/metadata`,
    loginUrl: `${origin}/login`,
    signer,
    replies: () => replies,
    lastReply: () => Buffer.concat(lastReply).toString('utf8'),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
