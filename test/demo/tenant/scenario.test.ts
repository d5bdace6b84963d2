import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { breakGlass, mariaTwo, policyIds } from '../../../src/demo/tenant/identities.ts';
import type { SignInRow } from '../../../src/demo/tenant/sign-in-row.ts';
import { type OpenTenant, openTenant, valuesOf } from './tenant-client.ts';

const blocks = new Set([53000, 53001, 53002, 53003, 530032, 50005]);

describe('the live scenario', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
    open.tenant.signIns.clear();
  });
  afterEach(() => open.running.close());

  function live(minutes: number): readonly SignInRow[] {
    for (let i = 0; i < minutes; i += 1) open.tenant.tick(open.advance(60));
    return open.tenant.signIns.entries;
  }

  const blocked = (rows: readonly SignInRow[]) => rows.filter((row) => blocks.has(row.code));

  it('adds nothing before time has passed', () => {
    open.tenant.tick(open.advance(0));
    expect(open.tenant.signIns.size).toBe(0);
  });

  it('blocks someone every minute or so', () => {
    const found = blocked(live(9));
    expect(found.length).toBeGreaterThanOrEqual(7);
    expect(found.length).toBeLessThan(20);
  });

  it('shows a prompt that is met seconds later in the same attempt', () => {
    const rows = live(6);
    const done = rows.find((row) => row.code === 0 && row.originalId !== row.id);
    const prompt = rows.find((row) => row.id === done?.originalId);
    expect(prompt?.code).toBe(50074);
    expect(done?.thread).toBe(prompt?.thread);
    expect(done?.about.person).toBe(prompt?.about.person);
    expect((done?.atMs ?? 0) - (prompt?.atMs ?? 0)).toBeLessThanOrEqual(42_000);
  });

  it('has prompts that turn into blocks under the same id', async () => {
    const [changing] = live(6).filter((row) => row.changes);
    const codeNow = async () =>
      (await open.get(`/beta/auditLogs/signIns/${changing?.id}`)).body.status;
    expect(changing?.code).toBe(50074);
    open.advance(600);
    expect(await codeNow()).toMatchObject({ errorCode: 53003 });
  });

  it('has a policy change that is followed by a spike and put back', async () => {
    const perMinute = new Map<number, number>();
    for (const row of blocked(live(30))) {
      if (row.code !== 53000) continue;
      const minute = Math.floor(row.atMs / 60_000) % 30;
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    expect(
      [11, 12, 13].reduce((sum, minute) => sum + (perMinute.get(minute) ?? 0), 0),
    ).toBeGreaterThanOrEqual(15);
    open.advance(60);
    const changes = valuesOf(await open.get('/v1.0/auditLogs/directoryAudits?$top=50')).filter(
      (one) => one.activityDisplayName === 'Update conditional access policy',
    );
    expect(changes).toHaveLength(2);
    const policy = open.tenant.policies.find((one) => one.id === policyIds.financeCompliant);
    expect(policy?.conditions.users.includeUsers).toEqual([]);
  });

  it('has a spray that is stopped, an account that is guessed, and its emergency account used', () => {
    const rows = live(30);
    const near = (row: SignInRow, city: string) => row.about.place.city === city;
    const sprayed = rows.filter((row) => near(row, 'Shenzhen') && row.code === 50126);
    expect(new Set(sprayed.map(({ about }) => about.person)).size).toBeGreaterThanOrEqual(12);
    const guessed = rows.filter(({ about }) => about.person?.id === mariaTwo.id);
    const tries = guessed.filter((row) => near(row, 'London') && row.code === 50126);
    const [last] = tries.slice(-1);
    expect(tries).toHaveLength(7);
    const got = guessed.filter((row) => near(row, 'London') && row.atMs > (last?.atMs ?? 0));
    expect(got.map(({ code }) => code)).toEqual([0]);
    const emergency = rows.filter(({ about }) => about.person?.id === breakGlass.id);
    expect(emergency.map(({ code }) => code)).toEqual([0]);
  });

  it('storms on request, at once', () => {
    open.tenant.storm(2);
    expect(blocked(open.tenant.signIns.entries).length).toBeGreaterThanOrEqual(20);
    expect(open.tenant.scenario.mood).toBe('storm');
    const stormed = blocked(live(2)).length;
    expect(stormed).toBeGreaterThan(60);
    expect(blocked(live(5)).length - stormed).toBeLessThan(80);
    expect(open.tenant.scenario.mood).toBe('usual');
  });

  it('is quiet on request', () => {
    open.tenant.quiet(5);
    expect(live(4)).toHaveLength(0);
    expect(live(5).length).toBeGreaterThan(0);
  });

  it('does not fill a long gap', () => {
    open.tenant.tick(open.advance(86_400));
    expect(open.tenant.signIns.size).toBeLessThan(1000);
  });
});
