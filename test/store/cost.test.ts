import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CompiledQuery, Kysely } from 'kysely';
import { createAlertStore } from '../../src/store/alert-store.ts';
import { createCoverageLog } from '../../src/store/coverage.ts';
import { createDigests } from '../../src/store/digests.ts';
import type { Engine } from '../../src/store/engine.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createPolicyJumps } from '../../src/store/policy-jumps.ts';
import type { Database } from '../../src/store/schema.ts';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { aFinding, atMinute, tenantId, theCase } from '../alerts/builders.ts';
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

/** How each statement is carried out, step by step. */
function plans(): { readonly detail: string; readonly sql: string }[] {
  const database = new DatabaseSync(join(folder, 'bot.db'));
  try {
    return asked.flatMap(({ sql, parameters }) => {
      if (!/^(select|insert|update|delete)/i.test(sql)) return [];
      return database
        .prepare(`explain query plan ${sql}`)
        .all(...parameters.map((value) => (value === null ? null : String(value))))
        .map(({ detail }) => ({ detail: String(detail), sql }));
    });
  } finally {
    database.close();
  }
}

/** Each statement that walks through a whole table, with the table. */
function scans(): string[] {
  return plans()
    .filter(({ detail }) => /^SCAN (?!CONSTANT|\d)/.test(detail))
    .map(({ detail, sql }) => `${detail}: ${sql}`);
}

/** Each statement that looks through all that a tenant has in a table which grows, by the tenant alone. */
function tenantWide(): string[] {
  const grown =
    /^SEARCH (cases|case_sign_ins|case_events|seen|ledger|silences)\b.*\(tenant_id=\?\)$/;
  return plans()
    .filter(({ detail }) => grown.test(detail))
    .map(({ detail, sql }) => `${detail}: ${sql}`);
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
      await writer.heldSignIns(ids, ['ca-block']);
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
      await writer.saveCase(theCase({ history: [] }));
      await writer.addSignIns({ id: 'case-1' }, [aFinding('a', 0).signIn]);
      await writer.unresolvedCases(['key', 'other key']);
      await writer.casesToWake(atMinute(9));
      await writer.casesToUnsilence(atMinute(9));
      await writer.casesToLookAt(atMinute(9), 10);
      await writer.lookAgain('case-1', undefined);
      await writer.silencesUntilAfter(atMinute(9));
      await writer.signInsOf('case-1');
      await writer.withdrawSignIns(ids, ['ca-block']);
    });
    await alerts.lastReadTo(tenantId, source, atMinute(9));
    await alerts.unresolvedKeys(tenantId, ['key']);
    expect(asked.length).toBeGreaterThan(24);
    expect(scans()).toEqual([]);
    expect(tenantWide()).toEqual([]);
  });

  it('forgets by an index on age, so that pruning costs what it drops', async () => {
    const alerts = createAlertStore(engine);
    await alerts.write(tenantId, (writer) => writer.saveCase(theCase({ state: 'resolved' })));
    const yearAndDay = 366 * 24 * 60;
    await alerts.forgetBefore(tenantId, atMinute(yearAndDay));
    expect(asked.length).toBeGreaterThanOrEqual(15);
    expect(scans()).toEqual([]);
    expect(tenantWide()).toEqual([]);
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

  it('counts the blocks of one policy by indices, reading no case or sign-in of other times', async () => {
    const jumps = createPolicyJumps(engine);
    const ofPolicy = { rule: 'ca-block', policyId: 'p-1' };
    await jumps.blocksPerHour(tenantId, ofPolicy, atMinute(0), atMinute(60));
    await jumps.firstBlocks(tenantId, ofPolicy, atMinute(0), atMinute(60), 9);
    await jumps.latest(tenantId, 'p-1', atMinute(60));
    expect(scans()).toEqual([]);
    expect(tenantWide()).toEqual([]);
    const details = plans().map(({ detail }) => detail);
    const byTime = details.filter((detail) => detail.includes('case_sign_ins_by_time'));
    expect(byTime).toHaveLength(2);
    for (const detail of byTime) expect(detail).toMatch(/case_id=\? AND at>\? AND at<\?/);
    const byPolicy = details.filter((detail) => detail.includes('cases_of_policy'));
    expect(byPolicy).toHaveLength(2);
    for (const detail of byPolicy) expect(detail).toMatch(/policy_id=\? AND last_at>\?/);
  });

  it('counts for a digest by indices on time, reading nothing of other times', async () => {
    const digests = createDigests(engine);
    await digests.facts(tenantId, { from: atMinute(0), to: atMinute(60) });
    await digests.lastDay(tenantId);
    const details = plans().map(({ detail }) => detail);
    const sides = ['cases_by_age', 'case_sign_ins_by_time', 'case_events_resolved'];
    for (const side of sides) {
      const steps = details.filter((detail) => detail.includes(side));
      expect(steps.length).toBeGreaterThan(0);
      for (const step of steps) expect(step).toMatch(/at>\?/);
    }
    const ofTables = details.filter((detail) => /^(SCAN|SEARCH) (case_|cases\b)/.test(detail));
    const others = ofTables.filter((detail) => !sides.some((side) => detail.includes(side)));
    expect(others.filter((detail) => !detail.includes('cases_one_unresolved_per_key'))).toEqual([]);
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
