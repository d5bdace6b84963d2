import { afterEach, describe, expect, it } from '@jest/globals';
import { minutesAfter, noon } from '../builders.ts';
import { openGraph } from './open-graph.ts';
import { openScriptedGraph } from './scripted-graph.ts';

const window = { from: minutesAfter(noon, -1440), to: noon };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function answering(status: number, body: object) {
  const graph = await openScriptedGraph(() => ({ status, body }));
  closers.push(graph.close);
  return graph;
}

describe('Graph’s own count of blocked sign-ins', () => {
  it('is the sum of its intervals, asked of beta in half hours', async () => {
    const { signInCounts, received } = await answering(200, {
      value: [
        { intervalStartDateTime: '2026-11-21T12:00:00Z', value: 3 },
        { intervalStartDateTime: '2026-11-21T12:30:00Z', value: 0 },
        { intervalStartDateTime: '2026-11-21T13:00:00Z', value: 9 },
      ],
    });
    expect(await signInCounts.blocked(window)).toBe(12);
    expect(decodeURIComponent(received[0]?.path ?? '')).toBe(
      '/beta/reports/serviceActivity/getMetricsForConditionalAccessBlockedSignIn(inclusiveIntervalStartDateTime=2026-11-21T12:00:00Z,exclusiveIntervalEndDateTime=2026-11-22T12:00:00Z,aggregationIntervalInMinutes=30)',
    );
  });

  it.each([400, 403, 404])('is not there where Graph answers %i', async (status) => {
    const { signInCounts } = await answering(status, { error: { code: 'x', message: 'no' } });
    expect(await signInCounts.blocked(window)).toBeUndefined();
  });

  it('is not there in a tenant that does not serve it', async () => {
    const world = await openGraph();
    closers.push(world.close);
    expect(await world.graph.signInCounts.blocked(window)).toBeUndefined();
  });

  it('is no number at all when what came is none', async () => {
    const { signInCounts } = await answering(200, { value: [{ value: 'many' }] });
    await expect(signInCounts.blocked(window)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
