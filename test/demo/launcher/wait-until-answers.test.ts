import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { waitUntilAnswers } from '../../../src/demo/launcher/wait-until-answers.ts';
import { freePort } from './free-port.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that gives these statuses, one a request, the last for ever. */
async function serve(...statuses: number[]): Promise<string> {
  const port = await freePort();
  server = createServer((_, response) => {
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    // Not chained: restify, loaded by another suite of the same process, makes writeHead give nothing back.
    response.writeHead(status ?? 200);
    response.end(`status ${status}`);
  });
  await new Promise<void>((resolve) => {
    server?.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${port}`;
}

const never = new AbortController().signal;

describe('waitUntilAnswers', () => {
  it('goes on past refusals until a good answer comes', async () => {
    const url = await serve(503, 503, 200);
    expect(await waitUntilAnswers(url, { withinMs: 10_000, signal: never, everyMs: 5 })).toBe(
      undefined,
    );
  });

  it('tells the last refusal when the time is over', async () => {
    const url = await serve(503);
    expect(await waitUntilAnswers(url, { withinMs: 300, signal: never, everyMs: 5 })).toBe(
      'HTTP 503 status 503',
    );
  });

  it('tells that nothing answered', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await waitUntilAnswers(url, { withinMs: 100, signal: never, everyMs: 5 })).toBe(
      'no answer',
    );
  });

  it('ends at once when the signal says so', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const ended = AbortSignal.abort(new Error('enough'));
    await expect(waitUntilAnswers(url, { withinMs: 60_000, signal: ended })).rejects.toThrow(
      'enough',
    );
  });
});
