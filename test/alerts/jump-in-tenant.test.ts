import { describe, expect, it } from '@jest/globals';
import { policyIds } from '../../src/demo/tenant/identities.ts';
import { openGraph } from '../graph/open-graph.ts';
import { tenantId } from './builders.ts';
import { enricherWithChanges } from './changed.ts';
import { defaultRules, inWorld, never, type World, watchOver } from './world.ts';

type OpenGraph = Awaited<ReturnType<typeof openGraph>>;

/** A watch of the simulated tenant over HTTP, with its own clock. */
async function inTenant(
  play: (parts: {
    open: OpenGraph;
    world: World;
    minutes(count: number): Promise<void>;
  }) => Promise<void>,
): Promise<void> {
  const open = await openGraph({ signInCount: 0 });
  try {
    await inWorld(async (world) => {
      const { clock, graph, tenant } = open;
      const parts = { ...world, clock: { ...world.clock, now: () => clock.now() } };
      const watch = watchOver(
        { ...parts, signIns: { ...world.signIns, ...graph.signIns } },
        { enricher: enricherWithChanges(parts, graph), rules: defaultRules() },
      );
      await play({
        open,
        world,
        async minutes(count) {
          for (let minute = 0; minute < count; minute += 1) {
            clock.advance(60_000);
            tenant.tick(clock.now());
            await watch.pollOnce(never);
            await watch.deliverOnce(never);
          }
        },
      });
    });
  } finally {
    await open.close();
  }
}

describe('a policy that is widened by mistake in the simulated tenant', () => {
  it('is named on the cards of those whom it blocks then, with who did it and what', () =>
    inTenant(async ({ world, minutes }) => {
      await minutes(24);
      const about = world.teams
        .shown()
        .filter(({ policyId }) => policyId === policyIds.financeCompliant);
      expect(about.length).toBeGreaterThanOrEqual(5);
      const told = about.filter(({ whatChanged }) => whatChanged.changes.length > 0);
      expect(told.length).toBeGreaterThan(0);
      for (const { whatChanged } of told) {
        expect(whatChanged.changes[0]?.when).toMatch(/min(ute)? before the first block$/);
        expect(whatChanged.changes[0]?.text).toMatch(
          /changed the conditional access policy “CA003 – Finance needs a compliant device”$/,
        );
        const lines = whatChanged.changes[0]?.lines.map(({ text }) => text);
        expect(lines).toContain('Users: + all');
        expect(lines).toContain('Groups: − Finance');
      }
      const { jumps } = world.store;
      const now = new Date('2026-11-22T20:22:00Z');
      expect(await jumps.latest(tenantId, policyIds.financeCompliant, now)).toBeDefined();
    }));
});
