import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Dialect } from 'kysely';
import { builtInRules } from '../../../src/alerts/rules/index.ts';
import { readRules } from '../../../src/alerts/rules-file.ts';
import type { Watch } from '../../../src/alerts/watch.ts';
import type { EngineName } from '../../../src/store/engine.ts';
import { postgresDialect } from '../../../src/store/postgres-dialect.ts';
import { sqliteDialect } from '../../../src/store/sqlite-dialect.ts';
import { recordingLog } from '../../alerts/recording-log.ts';
import { blocked } from '../../alerts/records.ts';
import { clockAt, type FakeLog, fakeLog, fakeTeams, never, watchOver } from '../../alerts/world.ts';
import { startPostgres } from '../../store/postgres-server.ts';
import type { Figure } from '../figure.ts';
import { inTurns } from '../in-turns.ts';
import { loadHistory } from './load-history.ts';
import { type MeasuredStore, openMeasuredStore } from './measured-store.ts';

const failuresADay = 2_000;
const histories = [1, 30, 365] as const;
const polls = 40;
const warmUpPolls = 5;

/** What one turn of the watch cost. */
interface Cost {
  readonly ms: number;
  readonly statements: number;
  readonly rows: number | undefined;
}

/** One watch with its history behind it. */
interface Aged {
  readonly days: number;
  readonly measured: MeasuredStore;
  readonly watch: Watch;
  goTo(minute: number): void;
  readonly costs: Record<'poll' | 'deliver', Cost[]>;
}

function rulesThatRemind() {
  const unclaimedAfterMinutes = 30;
  const read = readRules({ rules: { 'ca-block': { unclaimedAfterMinutes } } }, builtInRules);
  if (!read.ok) throw new Error(read.problems.join(' '));
  return read.rules;
}

/** Blocks as they come, one after the other, from an hour before the measuring on. */
function fillLog(log: FakeLog): void {
  const everyMinutes = (24 * 60) / failuresADay;
  const last = (polls + warmUpPolls) / everyMinutes;
  for (let number = -60 / everyMinutes; number < last; number += 1) {
    const minute = number * everyMinutes;
    log.put(blocked({ id: `now-${number}`, minute, user: `user-${Math.abs(number) % 20}` }));
  }
}

async function openAged(name: EngineName, dialect: Dialect, days: number): Promise<Aged> {
  const measured = await openMeasuredStore(name, dialect);
  const { store } = measured;
  await loadHistory(measured.db, store, { days, failuresADay });
  await measured.analyze();
  const clock = clockAt(0);
  const signIns = fakeLog(clock, { pageSize: 1000 });
  fillLog(signIns);
  const log = recordingLog();
  const watch = watchOver(
    { clock, signIns, teams: fakeTeams(), store, log },
    { rules: rulesThatRemind() },
  );
  return { days, measured, watch, goTo: clock.set, costs: { poll: [], deliver: [] } };
}

async function costOf({ measured }: Aged, turn: () => Promise<unknown>): Promise<Cost> {
  const before = { rows: await measured.rows(), statements: measured.statements() };
  const began = performance.now();
  await turn();
  const ms = performance.now() - began;
  const statements = measured.statements() - before.statements;
  const rows = await measured.rows();
  return {
    ms,
    statements,
    rows: rows === undefined || before.rows === undefined ? undefined : rows - before.rows,
  };
}

async function turnAt(aged: Aged, minute: number): Promise<void> {
  aged.goTo(minute);
  const poll = await costOf(aged, () => aged.watch.pollOnce(never));
  const deliver = await costOf(aged, () => aged.watch.deliverOnce(never));
  if (minute <= warmUpPolls) return;
  aged.costs.poll.push(poll);
  aged.costs.deliver.push(deliver);
}

function figuresOf(name: EngineName, aged: Aged, youngest: Aged): Figure[] {
  const shown = { sqlite: 'SQLite', postgres: 'PostgreSQL' }[name];
  const of = (key: keyof Aged['costs'], part: keyof Cost) =>
    inTurns(
      aged.costs[key].map((cost) => cost[part] ?? Number.NaN),
      youngest.costs[key].map((cost) => cost[part] ?? Number.NaN),
    );
  const what = `after ${aged.days} days beside 1, ${shown}`;
  const flat = (value: number) => ({ sign: '≤', value }) as const;
  return [
    { what: `poll ${what}: time`, unit: 'ms', ...of('poll', 'ms'), target: flat(1.5) },
    { what: `poll ${what}: statements`, unit: '', ...of('poll', 'statements'), target: flat(1.1) },
    ...(name === 'postgres'
      ? [{ what: `poll ${what}: rows`, unit: '', ...of('poll', 'rows'), target: flat(1.1) }]
      : []),
    { what: `delivery ${what}: time`, unit: 'ms', ...of('deliver', 'ms'), target: flat(1.5) },
  ];
}

async function compareOn(
  name: EngineName,
  dialectFor: (days: number) => Promise<Dialect> | Dialect,
): Promise<Figure[]> {
  const all: Aged[] = [];
  try {
    for (const days of histories) all.push(await openAged(name, await dialectFor(days), days));
    for (let minute = 1; minute <= polls + warmUpPolls; minute += 1) {
      for (const aged of all) await turnAt(aged, minute);
    }
    const [youngest, ...older] = all;
    return older.flatMap((aged) => (youngest ? figuresOf(name, aged, youngest) : []));
  } finally {
    for (const { measured } of all) await measured.store.close();
  }
}

async function onPostgres(): Promise<Figure[]> {
  const server = await startPostgres();
  try {
    return await compareOn('postgres', async () =>
      postgresDialect(await server.newDatabase(), () => undefined),
    );
  } finally {
    await server.stop();
  }
}

/** What one poll costs after a day, a month and a year of history, on both databases. */
export async function compareHistory(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-history-'));
  try {
    const onSqlite = await compareOn('sqlite', (days) => sqliteDialect(join(folder, `${days}.db`)));
    return [...onSqlite, ...(await onPostgres())];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
