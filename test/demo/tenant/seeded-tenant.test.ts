import { describe, expect, it } from '@jest/globals';
import { betaSignInProperties } from '../../../src/demo/tenant/http/sign-in-properties.ts';
import { alice } from '../../../src/demo/tenant/identities.ts';
import type { JsonObject } from '../../../src/demo/tenant/json.ts';
import { expandSignIn } from '../../../src/demo/tenant/sign-in-record.ts';
import { Tenant } from '../../../src/demo/tenant/tenant.ts';
import { startTime } from './tenant-client.ts';

function make(seed: number, signInCount: number): Tenant {
  return new Tenant({ seed, now: () => startTime, signInCount, throttle: false });
}

const whole = make(1, 50_000);
const records = whole.signIns.entries.filter((_, index) => index % 3 === 0).map(expandSignIn);

function isFilled(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' ? Object.keys(value).length > 0 : true;
}

describe('a seeded tenant', () => {
  it('is the same for the same seed and another for another', () => {
    const one = make(7, 50);
    const records = (tenant: Tenant) => JSON.stringify(tenant.signIns.entries.map(expandSignIn));
    expect(records(make(7, 50))).toBe(records(one));
    expect(records(make(8, 50))).not.toBe(records(one));
    expect(make(8, 0).people[0]?.id).toBe(one.people[0]?.id);
  });

  it('has thirty days of sign-ins of all four types in the rhythm of an office', () => {
    const rows = whole.signIns.entries;
    expect(rows.length).toBeGreaterThanOrEqual(50_000);
    const oldest = rows[0]?.atMs ?? 0;
    expect((startTime.getTime() - oldest) / 86_400_000).toBeGreaterThan(29);
    expect(new Set(rows.map((row) => row.about.kind)).size).toBe(4);
    const people = rows.filter((row) => row.about.person);
    const at = (hours: number[]) =>
      people.filter((row) => hours.includes(new Date(row.atMs).getUTCHours())).length;
    expect(at([8, 9, 10])).toBeGreaterThan(20 * at([0, 1, 2]));
    const weekend = people.filter((row) => new Date(row.atMs).getUTCDay() % 6 === 0).length;
    expect(weekend).toBeLessThan(people.length * 0.15);
  });

  it('fills every property of the seven tabs somewhere', () => {
    const rare = ['authenticationAppPolicyEvaluationDetails', 'riskEventTypes'];
    const empty = betaSignInProperties.filter(
      (name) => !rare.includes(name) && !records.some((record) => isFilled(record[name])),
    );
    expect(empty).toEqual([]);
  });

  it('spreads over the codes an administrator meets', () => {
    const codes = new Set(whole.signIns.entries.map((row) => row.code));
    for (const code of [
      0, 53000, 53001, 53002, 53003, 53004, 530032, 50005, 50131, 50074, 50076, 50079, 50072, 50097,
      50158, 50126, 50053, 50055, 50057, 50105, 500121, 50140, 50058, 65001, 70043, 50034,
    ]) {
      expect([...codes]).toContain(code);
    }
  });

  it('never contradicts itself: code, status and policy results agree', () => {
    const caCodes = new Set([
      53000, 53001, 53002, 53003, 53004, 530032, 50005, 50131, 50072, 50074, 50076, 50079, 50097,
      50158, 500121, 70043,
    ]);
    for (const record of records) {
      const { errorCode } = record.status as JsonObject;
      const isFailure = record.conditionalAccessStatus === 'failure';
      expect([record.id, errorCode, isFailure]).toEqual([
        record.id,
        errorCode,
        caCodes.has(Number(errorCode)),
      ]);
      const results = (record.appliedConditionalAccessPolicies as JsonObject[]).map(
        (policy) => policy.result,
      );
      expect(results.includes('failure')).toBe(isFailure);
    }
  });

  it('lets twelve policies stand in every record of a person', () => {
    const people = records.filter((record) => isFilled(record.userId));
    expect(
      people.every(
        (record) => (record.appliedConditionalAccessPolicies as JsonObject[]).length === 12,
      ),
    ).toBe(true);
  });

  it('has the oddities of real logs', () => {
    const text = (pick: (record: JsonObject) => unknown) =>
      new Set(records.map((record) => JSON.stringify(pick(record))));
    const locations = text((record) => record.location);
    expect(locations).toContain('{}');
    expect([...locations].some((one) => one.includes('"city":""'))).toBe(true);
    expect(text((record) => record.userId)).toContain('null');
    expect(text((record) => record.userId)).toContain('"00000000-0000-0000-0000-000000000000"');
    const satisfied = records.flatMap((record) =>
      (record.appliedConditionalAccessPolicies as JsonObject[]).map(
        (policy) => typeof policy.conditionsSatisfied,
      ),
    );
    expect(new Set(satisfied)).toEqual(new Set(['string', 'number']));
    const workloads = records.filter((record) => record.userId === null);
    expect(
      workloads.every(
        (record) => record.deviceDetail === undefined && record.userPrincipalName === undefined,
      ),
    ).toBe(true);
    expect(
      records.every(
        (record) =>
          String(record.userPrincipalName ?? '') ===
          String(record.userPrincipalName ?? '').toLowerCase(),
      ),
    ).toBe(true);
  });

  it('keeps Alice busy: every verdict in the last day and pages of sign-ins in the last week', () => {
    const dayAgo = startTime.getTime() - 86_400_000;
    const hers = make(3, 0).signIns.entries.filter((row) => row.about.person?.id === alice.id);
    const codes = hers.filter((row) => row.atMs > dayAgo).map((row) => row.code);
    for (const code of [0, 53003, 53000, 50074, 500121, 50126]) expect(codes).toContain(code);
    expect(hers.some((row) => row.about.kind === 'nonInteractiveUser')).toBe(true);
    expect(hers.length).toBeGreaterThan(60);
  });
});
