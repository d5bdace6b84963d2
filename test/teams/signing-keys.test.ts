import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { createSigningKeys, KeysUnavailable } from '../../src/teams/signing-keys.ts';
import { noon } from '../builders.ts';

const hourMs = 3_600_000;

async function publicKey(kid: string, more: object = {}) {
  const { publicKey: key } = await generateKeyPair('RS256');
  return { ...(await exportJWK(key)), kid, endorsements: ['msteams'], ...more };
}

/** A key server on loopback whose keys and health a test changes. */
async function startKeyServer(first: readonly object[]) {
  const state = { keys: first as unknown, isAway: false, reads: 0 };
  const server = createServer((request, response) => {
    if (state.isAway) {
      response.statusCode = 503;
      return response.end('<html>away</html>');
    }
    if (request.url === '/metadata') {
      state.reads += 1;
      return response.end(JSON.stringify({ jwks_uri: `${origin}/keys` }));
    }
    return response.end(JSON.stringify({ keys: state.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { state, url: `${origin}/metadata`, close };
}

describe('the keys that sign what Teams sends', () => {
  let server: Awaited<ReturnType<typeof startKeyServer>>;
  const time = { ms: noon.getTime() };
  const clock = { now: () => new Date(time.ms) };

  beforeEach(async () => {
    time.ms = noon.getTime();
    server = await startKeyServer([await publicKey('old')]);
  });
  afterEach(() => server.close());

  it('are read once for many who ask at the same time, and kept for a day', async () => {
    const keys = createSigningKeys(server.url, clock);
    const found = await Promise.all(Array.from({ length: 20 }, () => keys.getKey('old')));
    expect(found.every((key) => key?.key.startsWith('-----BEGIN PUBLIC KEY-----'))).toBe(true);
    time.ms += 23 * hourMs;
    await keys.getKey('old');
    expect(server.state.reads).toBe(1);
    time.ms += 2 * hourMs;
    await keys.getKey('old');
    expect(server.state.reads).toBe(2);
  });

  it('change at once when the channel signs with a new one, and the withdrawn one counts no more', async () => {
    const keys = createSigningKeys(server.url, clock);
    await keys.getKey('old');
    server.state.keys = [await publicKey('new')];
    expect(await keys.getKey('new')).toMatchObject({ endorsements: ['msteams'] });
    expect(await keys.getKey('old')).toBeNull();
  });

  it('are not read again and again for ids that somebody made up', async () => {
    const keys = createSigningKeys(server.url, clock);
    await keys.getKey('old');
    for (let count = 0; count < 500; count += 1) {
      expect(await keys.getKey(`forged-${count}`)).toBeNull();
    }
    expect(server.state.reads).toBe(2);
    time.ms += 10_000;
    server.state.keys = [await publicKey('new')];
    expect(await keys.getKey('new')).not.toBeNull();
  });

  it('outlive an outage of the key server for three days, and no longer', async () => {
    const keys = createSigningKeys(server.url, clock);
    const before = await keys.getKey('old');
    server.state.isAway = true;
    for (const hours of [1, 24, 47]) {
      time.ms = noon.getTime() + hours * hourMs;
      expect(await keys.getKey('old')).toEqual(before);
    }
    time.ms = noon.getTime() + 73 * hourMs;
    await expect(keys.getKey('old')).rejects.toBeInstanceOf(KeysUnavailable);
    server.state.isAway = false;
    time.ms += 5_000;
    expect(await keys.getKey('old')).toEqual(before);
  });

  it('say that an unknown one can’t be judged during an outage, and disturb no known one', async () => {
    const keys = createSigningKeys(server.url, clock);
    await keys.getKey('old');
    server.state.isAway = true;
    await expect(keys.getKey('new')).rejects.toBeInstanceOf(KeysUnavailable);
    expect(await keys.getKey('old')).not.toBeNull();
  });

  it.each([[], 'none', [{ kid: 'old' }], [{ kid: 'old', kty: 'oct', k: 'c2VjcmV0' }], [null, 7]])(
    'are none in %j, and what was known stays',
    async (list) => {
      const keys = createSigningKeys(server.url, clock);
      await keys.getKey('old');
      server.state.keys = list;
      time.ms += 25 * hourMs;
      expect(await keys.getKey('old')).not.toBeNull();
    },
  );

  it('are endorsed for nobody where others are endorsed and they are not', async () => {
    server.state.keys = [
      await publicKey('good'),
      await publicKey('bare', { endorsements: undefined }),
      await publicKey('empty', { endorsements: [] }),
    ];
    const keys = createSigningKeys(server.url, clock);
    for (const kid of ['bare', 'empty']) {
      expect((await keys.getKey(kid))?.endorsements).toEqual([
        expect.not.stringContaining('teams'),
      ]);
    }
    server.state.keys = [await publicKey('plain', { endorsements: undefined })];
    expect(await keys.getKey('plain')).toEqual({ key: expect.any(String) });
  });
});
