import { describe, expect, it } from '@jest/globals';
import type { TroubleKind } from '../src/domain/trouble.ts';
import { AppError } from '../src/errors.ts';
import { createMetrics } from '../src/ops/metrics.ts';
import { readStanding } from '../src/readiness.ts';
import { createSelfWatch } from '../src/self-check.ts';
import { atMinute, tenantId } from './alerts/builders.ts';
import { inWorld, never, nobodyFound, type World } from './alerts/world.ts';

/** How the bot stands with troubles of these kinds, its store, credentials and poll being well. */
async function standingWith(
  kinds: readonly TroubleKind[],
  before: (world: World) => Promise<void> = async () => undefined,
) {
  const found: { standing?: Awaited<ReturnType<typeof readStanding>>; metrics?: string } = {};
  await inWorld(async (world) => {
    const { store, watch, clock, teams, log } = world;
    await before(world);
    const troubles = kinds.map((kind, n) => ({
      id: `trouble-${n}`,
      kind,
      subject: '19:one',
      sentence: `There is ${kind}.`,
      nextStep: 'Do something.',
      since: atMinute(0),
      revision: 1,
    }));
    const metrics = createMetrics();
    const selfWatch = createSelfWatch({
      store,
      render: (_, data) => ({ type: 'AdaptiveCard', view: data }),
      metrics,
      tenantId,
      notifier: teams,
      clock,
      random: () => 0.5,
      newId: () => 'new',
      log,
      startedAt: atMinute(0),
      settleMs: 30_000,
      mentions: nobodyFound,
      ruleProblems: () => [],
      inForce: () => ({ rules: [], digest: undefined }),
      sources: () => [
        { name: 'sign-ins', records: 'sign-ins' },
        { name: 'directory-audits', records: 'directory audits' },
      ],
    });
    await selfWatch.look(never);
    await store.troubles.save(tenantId, troubles);
    found.standing = await readStanding({
      config: { alerts: { pollSeconds: 60 } },
      store,
      graph: { probe: async () => undefined },
      watch,
      selfWatch,
      clock,
      startedAt: atMinute(0),
    });
    found.metrics = await metrics.text();
  });
  return found;
}

describe('whether the bot can do its work', () => {
  it('is so on a good day', async () => {
    const { standing, metrics } = await standingWith([]);
    expect(standing).toEqual({ ok: true, reasons: [], troubles: [] });
    expect(metrics).toContain('audit_bot_troubles{kind="gap"} 0');
  });

  it('is not so while it may not read, and says why', async () => {
    const { standing } = await standingWith(['permission-lost', 'dead-channel']);
    expect(standing).toEqual({
      ok: false,
      reasons: ['permission-lost: There is permission-lost.'],
      troubles: ['dead-channel: There is dead-channel.'],
    });
  });

  it('is so with a gap, a silent log or a dead channel, which are told beside', async () => {
    const { standing } = await standingWith(['gap', 'gone-silent', 'dead-channel']);
    expect(standing?.ok).toBe(true);
    expect(standing?.troubles).toHaveLength(3);
  });

  it('is not so when one of its sources has not been read for five polls', async () => {
    const failing = async ({ at, clock, audits }: World) => {
      await at(0);
      for (const minute of [1, 2, 4]) {
        audits.failures.push(new AppError('unavailable', 'Graph does not answer.'));
        await at(minute);
      }
      clock.set(7);
    };
    const { standing } = await standingWith([], failing);
    expect(standing).toEqual({
      ok: false,
      reasons: [
        `poll: no directory audits since ${atMinute(1).toISOString()}. Graph does not answer.`,
      ],
      troubles: [],
    });
  });
});
