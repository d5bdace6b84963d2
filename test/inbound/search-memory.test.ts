import { describe, expect, it } from '@jest/globals';
import { createSearchMemory, Superseded } from '../../src/inbound/search-memory.ts';
import { minutesAfter, noon } from '../builders.ts';

const { signal } = new AbortController();
const alice = (key: string) => ({ asker: 'alice', key });

/** Reading that ends when told to, or when it is given up. */
function createReader() {
  const time = { now: noon };
  const memory = createSearchMemory<string>({ now: () => time.now });
  const reads: { readonly end: (value: string) => void; readonly signal: AbortSignal }[] = [];
  const get = (of: { asker: string; key: string }, with_ = signal) =>
    memory.get(of, with_, (given) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      given.addEventListener('abort', () => reject(given.reason));
      reads.push({ end: resolve, signal: given });
      return promise;
    });
  return { time, reads, get };
}

describe('searches of the compose box', () => {
  it('are read once for the same words, while the reading goes on and for a minute after', async () => {
    const { time, reads, get } = createReader();
    const answers = [get(alice('signins a')), get(alice('signins a'))];
    reads[0]?.end('found');
    expect(await Promise.all(answers)).toEqual(['found', 'found']);
    time.now = minutesAfter(noon, 0.9);
    expect(await get(alice('signins a'))).toBe('found');
    expect(reads).toHaveLength(1);
    time.now = minutesAfter(noon, 1.1);
    const anew = get(alice('signins a'));
    reads[1]?.end('found anew');
    expect(await anew).toBe('found anew');
  });

  it('are given up when the same person types on, and only then', async () => {
    const { reads, get } = createReader();
    const first = get(alice('signins a'));
    const bob = get({ asker: 'bob', key: 'signins a' });
    const second = get(alice('signins al'));
    await expect(first).rejects.toBeInstanceOf(Superseded);
    expect(reads.map((read) => read.signal.aborted)).toEqual([true, false, false]);
    reads[1]?.end('for bob');
    reads[2]?.end('for alice');
    expect(await Promise.all([bob, second])).toEqual(['for bob', 'for alice']);
  });

  it('are not kept when they failed', async () => {
    const { reads, get } = createReader();
    const control = new AbortController();
    const first = get(alice('signins a'), control.signal);
    control.abort(new Error('out of time'));
    await expect(first).rejects.toThrow('out of time');
    const second = get(alice('signins a'));
    reads[1]?.end('found');
    expect(await second).toBe('found');
  });
});
