import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPauses } from '../../../src/alerts/pauses.ts';
import { poll } from '../../../src/alerts/poll.ts';
import { builtInRules } from '../../../src/alerts/rules/index.ts';
import { readRules } from '../../../src/alerts/rules-file.ts';
import { createDemoCredential } from '../../../src/demo/demo-credential.ts';
import { tenantId } from '../../../src/demo/tenant/identities.ts';
import { startTenant } from '../../../src/demo/tenant/server.ts';
import { connectGraph } from '../../../src/graph/connect.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Figure } from '../figure.ts';
import { asked } from './asked.ts';
import { createMovedClock } from './moved-clock.ts';

const polls = 10;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Requests to Graph for polls in a tenant where nothing happens: two each, and one more every five minutes. */
export async function countQuietPoll(): Promise<Figure> {
  const clock = createMovedClock();
  const tenant = await startTenant({ signInCount: 0, now: () => clock.now() });
  const store = await openStore('sqlite::memory:', { log: silent });
  try {
    const { signIns, audits } = connectGraph({
      endpoint: tenant.url,
      credential: createDemoCredential(tenant.url),
      clock,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
      random: Math.random,
      log: silent,
    });
    const rules = readRules(undefined, builtInRules);
    if (!rules.ok) throw new Error(rules.problems.join(' '));
    const pollOnce = async () => {
      const before = asked(tenant);
      clock.move(60_000);
      await poll(
        {
          tenantId,
          store: store.alerts,
          signIns,
          audits,
          rules: rules.rules,
          clock,
          newId: randomUUID,
          log: silent,
          mentions: { ringing: async () => [] },
          settleMs: 30_000,
          overlapMs: 60 * 60_000,
          pauses: createPauses(60_000),
        },
        AbortSignal.timeout(20_000),
      );
      return asked(tenant) - before;
    };
    await pollOnce();
    const counts: number[] = [];
    for (let time = 0; time < polls; time += 1) counts.push(await pollOnce());
    return {
      what: 'Graph requests for ten quiet polls, a minute apart',
      unit: '',
      ours: counts.reduce((sum, count) => sum + count, 0),
      target: { sign: '=', value: 2 * polls + polls / 5 },
    };
  } finally {
    await store.close();
    await tenant.close();
  }
}
