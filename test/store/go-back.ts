import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@jest/globals';
import { openLookChain } from '../../src/store/open-look-chain.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { verifyLooks } from '../../src/verify-looks.ts';
import { aSilence, aSubscription, atMinute, tenantId } from '../alerts/builders.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { blocked } from '../alerts/records.ts';
import { channel, clockAt, fakeLog, fakeTeams, never, watchOver } from '../alerts/world.ts';
import { aLook } from '../look-builders.ts';

const log = recordingLog();

/** Another process that appends looks without a pause, until it is told to stop. */
async function busyWriter(url: string, looks: number) {
  const child = spawn(process.execPath, ['test/store/append-looks.ts', url, String(looks)]);
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdin.write('go\n');
  return { ended: async () => expect((await ended)[0]).toBe(0) };
}

/** The same tenant and channel before and after; only the database is put back. */
function aTenant() {
  const clock = clockAt(0);
  const signIns = fakeLog(clock);
  const teams = fakeTeams();
  const block = (user: string, minute: number) =>
    signIns.put(blocked({ id: `${user}-${minute}`, minute, user, policy: `Of ${user}` }));
  const watchAt = async (store: Store, minute: number) => {
    const watch = watchOver({ clock, signIns, teams, log, store });
    clock.set(minute);
    await watch.pollOnce(never);
    for (let second = 0; second < 5; second += 1) {
      await watch.deliverOnce(never);
      clock.pass(1_000);
    }
  };
  const posted = (user: string) =>
    teams.calls.filter(({ what, view }) => what === 'post' && view?.title.startsWith(user)).length;
  return { teams, block, watchAt, posted };
}

async function isWhole(url: string) {
  const chain = await openLookChain(url, { log });
  const lines: string[] = [];
  const whole = await verifyLooks({ chain, say: (line) => lines.push(line) });
  await chain.close();
  return { whole, rows: Number(/in (\d+) rows/.exec(lines.join())?.[1]) };
}

/** A copy is made while the bot watches and another process writes; then the bot goes on from the copy. */
export async function goBack(url: string, copied: string, copy: () => Promise<unknown>) {
  const tenant = aTenant();
  const store = await openStore(url, { log });
  await store.subscriptions.subscribe(aSubscription(channel));
  await store.alerts.write(tenantId, (writer) => writer.saveSilence(aSilence));
  tenant.block('ada', 1);
  await tenant.watchAt(store, 5);

  const writer = await busyWriter(url, 150);
  tenant.block('bea', 6);
  await Promise.all([copy(), tenant.watchAt(store, 8), store.looks.append(tenantId, aLook(1))]);
  await writer.ended();
  tenant.block('cleo', 9);
  await tenant.watchAt(store, 12);
  await store.close();

  const restored = await openStore(copied, { log });
  tenant.block('ada', 13);
  tenant.block('dora', 14);
  for (const minute of [16, 20]) await tenant.watchAt(restored, minute);
  return { tenant, restored };
}

/** Nothing is missing from the copy that the bot went on from, and no more is told twice than has to be. */
export async function expectGoneOn(
  { tenant, restored }: Awaited<ReturnType<typeof goBack>>,
  copied: string,
): Promise<void> {
  const { cases } = await restored.cases.open(tenantId, 99);
  expect(cases.map(({ user, count }) => [user?.name, count]).sort()).toEqual([
    ['ada', 2],
    ['bea', 1],
    ['cleo', 1],
    ['dora', 1],
  ]);
  // Known to the copy: told once, and its card goes on.
  expect(tenant.posted('ada')).toBe(1);
  expect(tenant.teams.calls.find(({ what }) => what === 'update')?.view?.count).toBe(2);
  // Made after the copy: found again in the log and told a second time. Nothing is told a third time.
  expect(tenant.posted('cleo')).toBe(2);
  expect(tenant.posted('dora')).toBe(1);
  // The ledger shows no gap: what was read after the copy was read again.
  const [span, ...gaps] = await restored.coverage.spans(tenantId, 'sign-ins');
  expect(gaps).toEqual([]);
  expect(span?.to.getTime()).toBeGreaterThan(atMinute(16).getTime());
  expect(await restored.silences.current(tenantId, atMinute(20))).toMatchObject([
    { id: aSilence.id, reason: aSilence.reason },
  ]);
  await restored.looks.append(tenantId, aLook(2));
  await restored.close();
  const { whole, rows } = await isWhole(copied);
  expect(whole).toBe(true);
  expect(rows).toBeGreaterThan(0);
}
