import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CompiledQuery, Kysely } from 'kysely';
import { createAlertStore } from '../../src/store/alert-store.ts';
import { createCoverageLog } from '../../src/store/coverage.ts';
import type { Engine } from '../../src/store/engine.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Database } from '../../src/store/schema.ts';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { atMinute, tenantId } from '../alerts/builders.ts';
import { recordingLog } from '../alerts/recording-log.ts';

const source = 'sign-ins';
let folder: string;
let engine: Engine;
let asked: CompiledQuery[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-bot-cost-'));
  const file = join(folder, 'bot.db');
  await (await openStore(`sqlite:${file}`, { log: recordingLog() })).close();
  asked = [];
  const db = new Kysely<Database>({
    dialect: sqliteDialect(file),
    log: (event) => {
      asked.push(event.query);
    },
  });
  engine = { name: 'sqlite', db, newId: () => `id-${asked.length}` };
});
afterEach(async () => {
  await engine.db.destroy();
  await rm(folder, { recursive: true, force: true });
});

/** Each statement that walks through a whole table, with the table. */
function scans(): string[] {
  const database = new DatabaseSync(join(folder, 'bot.db'));
  try {
    return asked.flatMap(({ sql, parameters }) => {
      if (!/^(select|insert|update|delete)/i.test(sql)) return [];
      const plan = database
        .prepare(`explain query plan ${sql}`)
        .all(...parameters.map((value) => (value === null ? null : String(value))));
      return plan
        .map(({ detail }) => String(detail))
        .filter((detail) => /^SCAN (?!CONSTANT|\d)/.test(detail))
        .map((detail) => `${detail}: ${sql}`);
    });
  } finally {
    database.close();
  }
}

describe('a poll in a database with a long history', () => {
  it('looks everything up by an index, so that it costs the same after a year', async () => {
    const alerts = createAlertStore(engine);
    const ids = ['a', 'b'];
    await alerts.write(tenantId, async (writer) => {
      await writer.knownRecords(source, ids);
      await writer.rememberRecords(source, [
        { id: 'a', outcome: 'blocked', at: atMinute(0), firstSeenAt: atMinute(1) },
      ]);
      await writer.heldSignIns(ids);
      await writer.beginSweep({
        source,
        startedAt: atMinute(5),
        window: { from: atMinute(0), to: atMinute(4) },
      });
      for (const sweepAt of [undefined, atMinute(5)]) {
        await writer.appendLedger({
          source,
          from: atMinute(0),
          to: atMinute(1),
          readAt: atMinute(6),
          pages: 1,
          rows: 1,
          newRows: 1,
          worstLatenessMs: 0,
          sweepAt,
        });
      }
      await writer.noteFailedRead({
        source,
        task: 'poll',
        window: { from: atMinute(0), to: atMinute(1) },
        at: atMinute(2),
        code: 'unavailable',
        reason: 'Graph does not answer.',
      });
    });
    await alerts.lastReadTo(tenantId, source, atMinute(9));
    expect(asked.length).toBeGreaterThan(12);
    expect(scans()).toEqual([]);
  });

  it('forgets by an index on age, so that pruning costs what it drops', async () => {
    await createAlertStore(engine).forgetBefore(tenantId, atMinute(0));
    expect(asked.length).toBeGreaterThanOrEqual(7);
    expect(scans()).toEqual([]);
    const byAge = asked.map(({ sql, parameters }) => ({ sql, parameters }));
    const database = new DatabaseSync(join(folder, 'bot.db'));
    const planOf = (table: string) => {
      const query = byAge.find(({ sql }) => sql.startsWith(`delete from "${table}"`));
      if (query === undefined) throw new Error(`nothing is forgotten of ${table}`);
      return database
        .prepare(`explain query plan ${query.sql}`)
        .all(...query.parameters.map(String))
        .map(({ detail }) => String(detail))
        .join('; ');
    };
    expect(planOf('seen')).toContain('first_seen_at<?');
    expect(planOf('ledger')).toContain('read_at<?');
    expect(planOf('failed_reads')).toContain('last_at<?');
    database.close();
  });

  it('looks at itself by indices', async () => {
    const coverage = createCoverageLog(engine);
    await coverage.spans(tenantId, source);
    await coverage.failures(tenantId, source, atMinute(0));
    await coverage.sweeps(tenantId, source, atMinute(9), 1);
    await coverage.hours(tenantId, source, atMinute(0));
    await coverage.lateArrivals(tenantId, source, atMinute(0), 3);
    expect(scans()).toEqual([]);
  });
});
