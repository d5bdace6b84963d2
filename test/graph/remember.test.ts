import { describe, expect, it } from '@jest/globals';
import { remember } from '../../src/graph/remember.ts';
import { startTime } from './open-graph.ts';
import { createSteadyClock } from './steady-clock.ts';

/** Look-ups that end when the test says so. */
function open(most = 10) {
  const clock = createSteadyClock(startTime);
  const reads: { key: string; end: PromiseWithResolvers<string | undefined> }[] = [];
  const remembered = remember<string>(
    (key) => {
      const end = Promise.withResolvers<string | undefined>();
      reads.push({ key, end });
      return end.promise;
    },
    { clock, ttlMs: 1_000, most },
  );
  return { remembered, reads, clock };
}

describe('what is remembered', () => {
  it('is read once for all who ask at the same time, and again when its time is over', async () => {
    const { remembered, reads, clock } = open();
    const asked = [remembered.get('a'), remembered.get('a')];
    reads[0]?.end.resolve('A');
    expect(await Promise.all(asked)).toEqual(['A', 'A']);
    clock.advance(999);
    expect(await remembered.get('a')).toBe('A');
    expect(reads).toHaveLength(1);
    clock.advance(2);
    const again = remembered.get('a');
    reads[1]?.end.resolve('A2');
    expect(await again).toBe('A2');
  });

  it('is no failure: all who waited are told, and the next one asks anew', async () => {
    const { remembered, reads } = open();
    const asked = [remembered.get('a'), remembered.get('a')].map((one) =>
      one.catch((thrown: Error) => thrown.message),
    );
    reads[0]?.end.reject(new Error('refused'));
    expect(await Promise.all(asked)).toEqual(['refused', 'refused']);
    const again = remembered.get('a');
    reads[1]?.end.resolve('A');
    expect(await again).toBe('A');
  });

  it('does not break a look-up that is under way when the answer comes from elsewhere', async () => {
    const { remembered, reads } = open();
    const asked = remembered.get('a');
    remembered.put('a', 'from a search');
    reads[0]?.end.resolve('from a look-up');
    expect(await asked).toMatch(/^from a/);
    expect(await remembered.get('a')).toMatch(/^from a/);
    expect(reads).toHaveLength(1);
  });

  it('does not break a look-up that is under way when others need its room', async () => {
    const { remembered, reads } = open(2);
    const asked = ['a', 'b', 'c', 'nobody'].map((key) => remembered.get(key));
    for (const { key, end } of reads) end.resolve(key === 'nobody' ? undefined : `${key}!`);
    expect(await Promise.all(asked)).toEqual(['a!', 'b!', 'c!', undefined]);
  });

  it('is given to who asks, however many gave up before her', async () => {
    const { remembered, reads } = open();
    const hurried = remembered.get('a', AbortSignal.abort(new Error('gone')));
    await expect(hurried).rejects.toThrow('gone');
    const patient = remembered.get('a');
    reads[0]?.end.resolve('A');
    expect(await patient).toBe('A');
    expect(reads).toHaveLength(1);
  });
});
