import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import { trialOf } from '../../src/alerts/trials/create-trials.ts';
import { replay } from '../../src/alerts/trials/replay.ts';
import type { Case } from '../../src/domain/case.ts';
import type { DirectoryAudit } from '../../src/domain/directory-audit.ts';
import type { SignIn } from '../../src/domain/sign-in.ts';
import { openGraph } from '../graph/open-graph.ts';
import { minuteMs, tenantId } from './builders.ts';
import { fakeAudits } from './fake-audits.ts';
import { gotIn, prompted } from './records.ts';
import { aTry } from './tries.ts';
import { fakeLog, inWorld, never, type World, watchOver } from './world.ts';

const hourMs = 60 * minuteMs;
const read = readRules(
  { rules: { 'ca-block': { people: 5 }, 'ca-prompt-unmet': { times: 2, withinMinutes: 60 } } },
  builtInRules,
);
const rules = read.ok ? read.rules : [];

interface Records {
  readonly signIns: readonly SignIn[];
  readonly audits: readonly DirectoryAudit[];
  readonly to: Date;
}

/** The last hours of the simulated tenant, among them some in which it is watched, read from it over HTTP. */
async function recordsOfTenant(hours: number): Promise<Records> {
  const { clock, graph, tenant, close } = await openGraph({ signInCount: 8_000 });
  try {
    for (let minute = 0; minute < 45; minute += 1) {
      clock.advance(minuteMs);
      tenant.tick(clock.now());
    }
    const to = clock.now();
    // Until the latest has come.
    clock.advance(hourMs);
    const window = { from: new Date(+to - hours * hourMs), to };
    const options = { priority: 'person', pageSize: 1000 } as const;
    const types = ['interactiveUser', 'nonInteractiveUser'] as const;
    const signIns: SignIn[] = [];
    for await (const { rows } of graph.signIns.pages({ window, types }, options)) {
      signIns.push(...rows);
    }
    const audits: DirectoryAudit[] = [];
    for await (const { rows } of graph.audits.pages({ window }, options)) audits.push(...rows);
    return { signIns, audits, to };
  } finally {
    await close();
  }
}

/** Prompts as they come and go, some of them met in the end. */
const prompts: readonly SignIn[] = [
  ...[1, 9, 30, 70].map((minute) => prompted({ id: `ada-${minute}`, minute, user: 'ada' })),
  ...[2, 11].map((minute) => prompted({ id: `bob-${minute}`, minute, user: 'bob' })),
  gotIn({ id: 'bob-in', minute: 11.2, user: 'bob' }),
  ...[40, 41, 200].map((minute) => prompted({ id: `bob-${minute}`, minute, user: 'bob' })),
  prompted({ id: 'eve', minute: 5, user: 'eve' }),
  ...[100, 300, 310].map((minute) => prompted({ id: `fay${minute}`, minute, user: 'fay' })),
];

/** Wrong passwords, of one user and of many from one network, and one that is right at last. */
const tries: readonly SignIn[] = [
  ...Array.from({ length: 25 }, (_, n) =>
    aTry({ id: `guess-${n}`, minute: 300 + n / 4, user: 'carl' }),
  ),
  aTry({ id: 'carl-in', minute: 308, user: 'carl', code: 0 }),
  ...Array.from({ length: 14 }, (_, n) =>
    aTry({ id: `spray-${n}`, minute: 360 + n, user: `p${n}`, ip: `203.0.113.${n}` }),
  ),
  ...Array.from({ length: 4 }, (_, n) => aTry({ id: `few-${n}`, minute: 420 + n, user: 'dora' })),
  aTry({ id: 'dora-in', minute: 425, user: 'dora', code: 0 }),
];

/** Ends of the minutes in which something happened that a rule may be about, oldest first. */
function busyMinutes({ signIns, audits }: Records): number[] {
  const rows = [...signIns.filter(({ conditionalAccess }) => conditionalAccess === 'failure')];
  const times = [...rows, ...audits].map(({ at }) => Math.floor(+at / minuteMs));
  return [...new Set(times)].sort((a, b) => a - b).map((minute) => (minute + 1) * minuteMs - 1);
}

/** What makes two cases the same: the matter, how many records, from when to when. */
function shapesOf(cases: readonly Case[]): string[] {
  return cases
    .map(({ key, count, firstAt, lastAt }) =>
      [key, count, firstAt.toISOString(), lastAt.toISOString()].join(' '),
    )
    .sort();
}

/** A watch that sees each record in the minute in which it happens, and what it sees. */
async function watchLive(world: World, records: Records) {
  const [first = 0, ...minutes] = busyMinutes(records);
  let now = new Date(first - hourMs);
  const clock = { ...world.clock, now: () => now };
  const signIns = fakeLog(clock, { pageSize: 1000 });
  const audits = fakeAudits(clock);
  for (const row of records.signIns) signIns.put(row);
  for (const row of records.audits) audits.put(row);
  const emergency = records.signIns.find(({ userId }) => userId !== undefined)?.userId;
  const isEmergency = ({ id }: { readonly id?: string }) => id === emergency;
  const refusal = (account: { readonly id?: string }) =>
    isEmergency(account) ? 'It is for emergencies.' : undefined;
  const breakGlass = { has: isEmergency, refusal };
  const logs = { signIns, audits };
  const watch = watchOver(
    { ...world, clock, ...logs },
    { ...logs, rules, settleMs: 0, breakGlass, isEmergency },
  );
  for (const time of [first - hourMs, first, ...minutes, +records.to + hourMs]) {
    now = new Date(time);
    await watch.pollOnce(never);
  }
  return { ...logs, clock, breakGlass };
}

/** They look at searches, at whole days or at months. */
const unreplayable = ['auditing-off', 'report-only-delta', 'new-country'];

describe('a replay of the simulated tenant', () => {
  it('finds exactly the cases that the watch raised on the same records, rule by rule', async () => {
    const logged = await recordsOfTenant(30);
    const records = { ...logged, signIns: [...logged.signIns, ...prompts, ...tries] };
    await inWorld(async (world) => {
      const parts = await watchLive(world, records);
      const { store } = world;
      const deps = { ...parts, tenantId, store, patience: () => never };
      const from = new Date(+parts.clock.now() - 48 * hourMs);
      const watched = await store.cases.since(tenantId, from);
      const raised = new Map<string, number>();
      for (const { id } of builtInRules) {
        const trial = trialOf(id, builtInRules, rules);
        if (trial === undefined) throw new Error(`no rule ${id}`);
        if (unreplayable.includes(id)) {
          const tried = replay(deps, trial, { from, to: records.to }, never);
          await expect(tried).rejects.toThrow(`${id} can’t be replayed`);
          continue;
        }
        const found = await replay(deps, trial, { from, to: records.to }, never);
        const real = watched.filter(({ rule }) => rule === id);
        expect(found.readFrom).toBeUndefined();
        expect(shapesOf(found.cases.map(({ alert }) => alert))).toEqual(shapesOf(real));
        expect(found.cases.filter(({ isReal }) => !isReal)).toEqual([]);
        raised.set(id, real.length);
      }
      expect([...raised].filter(([, count]) => count > 0).map(([id]) => id)).toEqual(
        expect.arrayContaining([
          'ca-block',
          'ca-prompt-unmet',
          'ca-policy-changed',
          'break-glass-used',
          'failures-then-success',
          'password-spray',
          'brute-force',
        ]),
      );
      expect(watched.some(({ spread }) => spread !== undefined)).toBe(true);
    });
  });
});
