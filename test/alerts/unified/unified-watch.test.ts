import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../../src/alerts/rules/index.ts';
import { readRules } from '../../../src/alerts/rules-file.ts';
import {
  createUnifiedWatch,
  type UnifiedWatch,
  type UnifiedWatchDeps,
} from '../../../src/alerts/unified/unified-watch.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { AppError } from '../../../src/errors.ts';
import { createSearchRunner } from '../../../src/searches/runner.ts';
import { createFakeAuditSearch, type FakeAuditSearch } from '../../fakes/audit-search.ts';
import { aSilence, atMinute, tenantId } from '../builders.ts';
import { inWorld, never, type World } from '../world.ts';
import { logOff, ran } from './records.ts';

interface Unified extends World {
  readonly search: FakeAuditSearch;
  readonly unified: UnifiedWatch;
  /** Lets the loops run until that hour, some rounds at the beginning of each. */
  until(hour: number): Promise<void>;
  /** Nothing runs until then. */
  sleepUntil(hour: number): void;
}

function rulesOf(settings: JsonRecord = {}) {
  const read = readRules({ rules: { 'auditing-off': settings } }, builtInRules);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rules;
}

const inHours = (hour: number) => atMinute(hour * 60);

async function withUnified(
  work: (world: Unified) => Promise<void>,
  change: Partial<UnifiedWatchDeps> = {},
): Promise<void> {
  await inWorld(async (world) => {
    const { clock, store, log, teams } = world;
    const search = createFakeAuditSearch();
    const runner = createSearchRunner({
      tenantId,
      store: store.searches,
      search,
      clock,
      newId: randomUUID,
      log,
      leases: store.leases,
      notifier: teams,
      draw: async () => ({ card: { type: 'AdaptiveCard' }, text: '' }),
      random: () => 0.5,
    });
    const unified = createUnifiedWatch({
      tenantId,
      store,
      searchesLeft: async () => 200,
      rules: () => rulesOf(),
      clock,
      newId: randomUUID,
      ...change,
    });
    let hour = 0;
    await work({
      ...world,
      search,
      unified,
      async until(end) {
        for (; hour < end; hour += 1) {
          clock.set(hour * 60);
          for (let round = 0; round < 6; round += 1) {
            await unified.lookOnce(never);
            await runner.runSearches(never);
            clock.pass(40_000);
          }
        }
        await world.deliverAll();
      },
      sleepUntil(end) {
        hour = end;
      },
    });
  });
}

const shown = ({ teams }: World) =>
  teams.shown().map(({ rule, title, count }) => ({ rule, title, count }));
const failuresOf = ({ store }: World) =>
  store.coverage.failures(tenantId, 'unified-audit', atMinute(-60));
const offCase = {
  rule: 'auditing-off',
  title: 'olga@contoso.example: switched off the unified audit log',
  count: 1,
};

describe('the watch over the unified audit log', () => {
  it('asks for a day back every four hours and posts what switched auditing off', () =>
    withUnified(async (world) => {
      const { search, store, until } = world;
      search.add(logOff(inHours(-2)));
      search.add(ran('Set-Mailbox', { Identity: 'Bob', HiddenFromAddressListsEnabled: 'True' }));
      await until(9);
      expect(search.submitted.map(({ query }) => query.window)).toEqual([
        { from: inHours(-24), to: inHours(0) },
        { from: inHours(-24), to: inHours(4) },
        { from: inHours(-20), to: inHours(8) },
      ]);
      expect(search.submitted[0]?.query.operations).toContain('Set-AdminAuditLogConfig');
      expect(shown(world)).toEqual([offCase]);
      expect(world.teams.shown()[0]).toMatchObject({
        record: 'activity',
        from: '203.0.113.7',
        countText: '1 entry in the log',
        portalUrl: 'https://purview.microsoft.com/audit',
      });
      const [newest] = await store.searches.recent(tenantId, 1);
      expect(newest).toMatchObject({
        title: 'Auditing switched off',
        askedBy: { name: 'the watch' },
      });
      const [last] = await store.alerts.ledger(tenantId, 'unified-audit', 1);
      expect(last).toMatchObject({ to: inHours(8), newRows: 0 });
    }));

  it('finds a record that comes most of a day late, and tells of it once', () =>
    withUnified(async (world) => {
      await world.until(18);
      world.search.add(logOff(inHours(1)));
      await world.until(30);
      expect(shown(world)).toEqual([offCase]);
      expect(world.teams.calls.filter(({ what }) => what === 'post')).toHaveLength(1);
    }));

  it('asks as often as the rules file says', () =>
    withUnified(
      async ({ search, until }) => {
        await until(4);
        expect(search.submitted).toHaveLength(4);
      },
      { rules: () => rulesOf({ everyHours: 1 }) },
    ));

  it('asks nothing while the rule is off', () =>
    withUnified(
      async ({ search, unified, until }) => {
        await until(5);
        expect(search.submitted).toEqual([]);
        expect(await unified.lookOnce(never)).toBe('no rule');
      },
      { rules: () => rulesOf({ enabled: false }) },
    ));

  it('goes on with a running search after a restart instead of submitting another', () =>
    withUnified(async (world) => {
      const { clock, store, search, unified } = world;
      search.add(logOff(inHours(-1)));
      await unified.lookOnce(never);
      await unified.release();
      const again = createUnifiedWatch({
        tenantId,
        store,
        searchesLeft: async () => 200,
        rules: () => rulesOf(),
        clock,
        newId: randomUUID,
      });
      expect(await again.lookOnce(never)).toBe('wait');
      await again.release();
      await world.until(1);
      expect(search.submitted).toHaveLength(1);
      expect(shown(world)).toEqual([offCase]);
    }));

  it('leaves the work to one of two replicas', () =>
    withUnified(async ({ clock, store, search, unified }) => {
      await unified.lookOnce(never);
      const other = createUnifiedWatch({
        tenantId,
        store,
        searchesLeft: async () => 200,
        rules: () => rulesOf(),
        clock,
        newId: randomUUID,
      });
      expect(await other.lookOnce(never)).toBe('another replica looks');
      expect(await store.searches.recent(tenantId, 9)).toHaveLength(1);
      expect(search.submitted).toEqual([]);
    }));

  it('leaves the last searches of the day to people', () => {
    let left = 10;
    return withUnified(
      async ({ search, until }) => {
        await until(2);
        expect(search.submitted).toEqual([]);
        left = 11;
        await until(3);
        expect(search.submitted).toHaveLength(1);
      },
      { searchesLeft: async () => left },
    );
  });

  it('catches up on all that it missed while it was not there', () =>
    withUnified(async (world) => {
      await world.until(1);
      world.search.add(logOff(inHours(10)));
      world.sleepUntil(24 * 9);
      await world.until(24 * 9 + 1);
      expect(world.search.submitted.at(-1)?.query.window).toEqual({
        from: inHours(-24),
        to: inHours(24 * 9),
      });
      expect(shown(world)).toEqual([offCase]);
    }));

  it('keeps a silence over the rule', () =>
    withUnified(async (world) => {
      await world.store.alerts.write(tenantId, (writer) =>
        writer.saveSilence({ ...aSilence, matcher: { rule: 'auditing-off' }, until: inHours(48) }),
      );
      world.search.add(logOff(inHours(-1)));
      await world.until(1);
      expect(shown(world)).toEqual([]);
    }));

  it('says so quietly when the permission is missing, and asks again at the next turn only', () =>
    withUnified(async (world) => {
      const refused = () =>
        new AppError('permission-missing', 'The permission AuditLogsQuery.Read.All is missing.', {
          hint: 'Grant it.',
        });
      world.search.failures.push(refused(), refused());
      world.search.add(logOff(inHours(-1)));
      await world.until(5);
      expect(await failuresOf(world)).toMatchObject([
        {
          code: 'permission-missing',
          times: 2,
          reason: 'The permission AuditLogsQuery.Read.All is missing. Grant it.',
        },
      ]);
      expect(shown(world)).toEqual([]);
      await world.until(9);
      expect(shown(world)).toEqual([offCase]);
      expect((await failuresOf(world))[0]?.endedAt).toBeDefined();
    }));

  it('takes the answer that auditing is off for a finding, of the same case as the command', () =>
    withUnified(async (world) => {
      const off = () => new AppError('auditing-off', 'Auditing is off in this tenant.', {});
      world.search.failures.push(off(), off());
      await world.until(5);
      expect(shown(world)).toEqual([
        { rule: 'auditing-off', title: 'This tenant: the unified audit log is off', count: 1 },
      ]);
      expect(world.teams.shown()).toMatchObject([{ severity: 'critical', verdict: 'Changed' }]);
      world.search.add(logOff(inHours(-1)));
      await world.until(9);
      expect(world.teams.shown()).toMatchObject([{ rule: 'auditing-off', count: 2 }]);
    }));

  it('posts where the rules file wants it', () =>
    withUnified(
      async (world) => {
        world.search.add(logOff(inHours(-1)));
        await world.until(1);
        expect(shown(world)).toEqual([]);
        expect(await world.store.cases.open(tenantId, 9)).toMatchObject({ total: 1 });
      },
      { rules: () => rulesOf({ delivery: 'digest' }) },
    ));

  it('says where the answer was not whole', () =>
    withUnified(async (world) => {
      world.search.isTruncated = true;
      await world.until(1);
      expect(await failuresOf(world)).toMatchObject([{ code: 'unavailable', times: 1 }]);
      world.search.isTruncated = false;
      await world.until(5);
      expect((await failuresOf(world))[0]?.endedAt).toBeDefined();
    }));
});
