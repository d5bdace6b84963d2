import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type OpenTenant, openTenant } from '../tenant-client.ts';
import { asking, queriesPath, recordsOf, submitted } from './search-client.ts';

describe('the controls of the unified audit log under /_demo', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
  });
  afterEach(() => open.running.close());

  it('add a record that is found at once, or from a time on', async () => {
    const added = await open.post('/_demo/activity', { Operation: 'Demo', UserId: 'now' });
    expect(added.body.id).toEqual(expect.any(String));
    await open.post('/_demo/activity', {
      record: { Operation: 'Demo', UserId: 'later' },
      visibleAt: '2026-11-22T20:05:00Z',
    });
    const users = async () =>
      (
        await recordsOf(open, {
          operationFilters: ['Demo'],
          filterEndDateTime: '2026-11-22T21:00:00Z',
        })
      ).map((record) => record.userId);
    expect(await users()).toEqual(['now']);
    open.advance(300);
    expect((await users()).sort()).toEqual(['later', 'now']);
  });

  it('change how the log behaves, and tell the state', async () => {
    const changed = await open.post('/_demo/audit-log', {
      auditing: 'off',
      servesV1: false,
      searchMs: 60_000,
      lagMinutes: 'strict',
      saysRetryAfter: false,
      earlyRecords: 'refused',
      enumCase: 'camelCase',
      recordCountLimit: 5,
      submissionsPerDay: 3,
      openSearches: 2,
    });
    expect(changed.body).toEqual({ ok: true });
    const { body } = await open.get('/_demo/state');
    expect(body.auditLog).toMatchObject({
      auditing: 'off',
      servesV1: false,
      servesBeta: true,
      searchMs: 60_000,
      lagMinutes: [60, 90],
      submissionsPerDay: 3,
    });
    expect(body.activities).toBe(open.tenant.activity.rows.length);
    expect((await open.post(queriesPath, asking())).status).toBe(400);
  });

  it('make a search fail', async () => {
    await open.post('/_demo/fault', { match: 'auditLog', kind: 'query-failed' });
    const search = await submitted(open);
    open.advance(5);
    expect((await open.get(search)).body.status).toBe('failed');
  });

  it.each([
    [{ colour: 'red' }, "no setting 'colour'"],
    [{ auditing: 'maybe' }, "'auditing' cannot be maybe"],
    [{ searchMs: -1 }, "'searchMs' cannot be -1"],
    [{ lagMinutes: [90, 60] }, "'lagMinutes' cannot be"],
    [{ submissionsPerDay: 0 }, "'submissionsPerDay' cannot be 0"],
    [{ servesBeta: 'no' }, "'servesBeta' cannot be no"],
    [{ earlyRecords: 'some' }, "'earlyRecords' cannot be some"],
  ])('say what is wrong with %p and change nothing', async (body, reason) => {
    const before = open.tenant.activity.settings;
    const answer = await open.post('/_demo/audit-log', body);
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(reason)]);
    expect(open.tenant.activity.settings).toEqual(before);
  });

  it('say what is wrong with a time', async () => {
    const answer = await open.post('/_demo/activity', { record: {}, visibleAt: 'soon' });
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining('visibleAt')]);
  });
});

describe('a tenant that runs live', () => {
  it('goes on writing what people do, an hour of a gap at most, and forgets what is old', async () => {
    const open = await openTenant();
    const { activity } = open.tenant;
    const before = activity.rows.length;
    open.tenant.tick(open.advance(600));
    const tenMinutes = activity.rows.length - before;
    expect(tenMinutes).toBeGreaterThanOrEqual(20);
    open.tenant.tick(open.advance(7200));
    const more = activity.rows.length - before - tenMinutes;
    expect(more).toBeGreaterThanOrEqual(120);
    expect(more).toBeLessThan(60 * 2 * 8);
    open.tenant.tick(open.advance(20 * 86_400));
    expect(activity.rows.length).toBeLessThan(before);
    await open.running.close();
  });
});
