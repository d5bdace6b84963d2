import type { IncomingMessage } from 'node:http';

/** How much of a body that is too long is still taken off the wire, so that its sender hears why. */
const discardedShare = 16;

/** The request's body as text, or `too-long` past the limit: no more than that is ever held. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<{ readonly text: string } | 'too-long'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece: Buffer = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes <= maxBytes) chunks.push(piece);
    else chunks.length = 0;
    if (bytes > maxBytes * discardedShare) break;
  }
  return bytes > maxBytes ? 'too-long' : { text: Buffer.concat(chunks).toString('utf8') };
}
