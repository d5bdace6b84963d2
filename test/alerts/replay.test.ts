import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { createRuleTrials, trialOf } from '../../src/alerts/trials/create-trials.ts';
import { mostPages, type ReplayDeps, replay, type Trial } from '../../src/alerts/trials/replay.ts';
import { AppError } from '../../src/errors.ts';
import type { Replay } from '../../src/ports/rule-trials.ts';
import type { SignInLog } from '../../src/ports/sign-in-log.ts';
import { openGraph } from '../graph/open-graph.ts';
import { aSilence, atMinute, minuteMs, tenantId } from './builders.ts';
import { blocked, gotIn, prompted } from './records.ts';
import { defaultRules, inWorld, never, type World, watchOver } from './world.ts';

const nobody = { has: () => false, refusal: () => undefined };

function depsOf(
  { signIns, audits, store, clock }: Pick<World, 'signIns' | 'audits' | 'store' | 'clock'>,
  change: Partial<ReplayDeps> = {},
): ReplayDeps {
  return {
    tenantId,
    signIns,
    audits,
    store,
    breakGlass: nobody,
    clock,
    patience: () => never,
    ...change,
  };
}

function trial(ruleId: string): Trial {
  const found = trialOf(ruleId, builtInRules, defaultRules());
  if (found === undefined) throw new Error(`no rule ${ruleId}`);
  return found;
}

/** What makes two cases the same: the matter, how many records, from when to when. */
function shapesOf(
  cases: readonly { key: string; count: number; firstAt: Date; lastAt: Date }[],
): string[] {
  return cases
    .map(({ key, count, firstAt, lastAt }) =>
      [key, count, firstAt.toISOString(), lastAt.toISOString()].join(' '),
    )
    .sort();
}

const replayedShapes = ({ cases }: Replay) => shapesOf(cases.map(({ alert }) => alert));

/** Every case of the rule that the watch has, resolved ones too. */
async function watchedCases(world: World, rule: string) {
  const all = await world.store.cases.since(tenantId, new Date(0));
  return all.filter((one) => one.rule === rule);
}

describe('a replay of the simulated tenant', () => {
  it('finds exactly the cases that the watch raised on the same records, rule by rule', async () => {
    const open = await openGraph({ signInCount: 0 });
    try {
      await inWorld(async (world) => {
        const { clock, graph, tenant } = open;
        const logs = { signIns: graph.signIns, audits: graph.audits };
        const parts = { ...world, clock: { ...world.clock, now: () => clock.now() } };
        const watch = watchOver(
          { ...parts, signIns: { ...world.signIns, ...graph.signIns } },
          logs,
        );
        const from = clock.now();
        for (let minute = 0; minute < 150; minute += 1) {
          clock.advance(minuteMs);
          tenant.tick(clock.now());
          await watch.pollOnce(never);
        }
        const window = { from: new Date(+from - 60 * minuteMs), to: clock.now() };
        const deps = { ...depsOf(world, { ...logs, clock }) };
        const sums: Record<string, number> = {};
        for (const { rule } of defaultRules()) {
          const found = await replay(deps, trial(rule.id), window, never);
          expect(replayedShapes(found)).toEqual(shapesOf(await watchedCases(world, rule.id)));
          expect(found.cases.every(({ isReal }) => isReal)).toBe(true);
          sums[rule.id] = found.cases.length;
        }
        process.stdout.write(JSON.stringify(sums));
      });
    } finally {
      await open.close();
    }
  }, 60_000);
});
