import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../src/store/open-store.ts';
import { aSubscription, minuteMs, tenantId } from './builders.ts';
import { morning } from './kill-morning.ts';
import { recordingLog } from './recording-log.ts';
import { channel, clockAt, fakeLog, fakeTeams, never, watchOver } from './world.ts';

/**
 * A bot's watch to be killed: `kill-child.ts <database> <journal> <first minute>` plays the morning from
 * that minute on, and writes what it sends, and how far it got, to the journal before it goes on.
 */
const [database = '', journal = '', firstMinute = '0'] = process.argv.slice(2);
const note = (line: object) => appendFileSync(journal, `${JSON.stringify(line)}\n`);

const log = recordingLog();
const clock = clockAt(Number(firstMinute));
const signIns = fakeLog(clock);
for (const [row, visibleFrom] of morning()) signIns.put(row, visibleFrom);
const store = await openStore(`sqlite:${database}`, { log });
await store.subscriptions.subscribe(aSubscription(channel));
const teams = fakeTeams();
const notifier = {
  ...teams,
  async post(...args: Parameters<typeof teams.post>) {
    const activityId = `${process.pid}-${(await teams.post(...args)).activityId}`;
    note({ what: 'post', activityId, view: args[1].card.view });
    await pause(1);
    return { activityId };
  },
  async update(...[_target, activityId, notice]: Parameters<typeof teams.update>) {
    note({ what: 'update', activityId, view: notice.card.view });
    await pause(1);
  },
};
const watch = watchOver({ clock, signIns, teams, store, log }, { notifier });

for (let minute = Number(firstMinute); ; minute += 1) {
  clock.set(minute);
  await watch.pollOnce(never);
  for (let second = 0; second < 50; second += 5) {
    await watch.deliverOnce(never);
    clock.pass(5_000);
  }
  note({ minute });
  const { waiting } = await store.outbox.backlog(tenantId);
  if (minute > 125 && waiting === 0) break;
}
note({ finished: true, minuteMs });
await store.close();
