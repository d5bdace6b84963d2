import { describe, expect, it } from '@jest/globals';
import { describeEffect } from '../../src/domain/policy-words/effect.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { policy } from '../builders.ts';

const names = new Map([
  ['g1', 'Finance'],
  ['app1', 'Payroll'],
  ['loc1', 'Headquarters'],
]);
const say = (conditions: JsonRecord, grantControls: JsonRecord | null, more: JsonRecord = {}) =>
  describeEffect(
    policy({
      conditions: {
        clientAppTypes: ['all'],
        applications: { includeApplications: ['All'] },
        users: { includeUsers: ['All'] },
        ...conditions,
      },
      grantControls,
      ...more,
    }),
    (id) => names.get(id),
  );
const block = { operator: 'OR', builtInControls: ['block'] };
const mfa = { operator: 'OR', builtInControls: ['mfa'] };

describe('a policy in one line', () => {
  it('says whom legacy authentication is closed to, and how many are left out', () => {
    const users = { includeUsers: ['All'], excludeUsers: ['u1', 'u2'], excludeGroups: ['g1'] };
    expect(say({ clientAppTypes: ['exchangeActiveSync', 'other'], users }, block)).toBe(
      'Blocks legacy authentication for everyone but 2 accounts and 1 group',
    );
  });

  it('names groups, apps and places where their names are known', () => {
    const conditions = {
      applications: { includeApplications: ['app1'] },
      users: { includeGroups: ['g1'] },
      locations: { includeLocations: ['All'], excludeLocations: ['loc1'] },
    };
    expect(say(conditions, mfa)).toBe('Requires MFA for Payroll by Finance, outside Headquarters');
  });

  it('counts what has no name here', () => {
    const conditions = {
      applications: { includeApplications: ['x', 'y'] },
      users: { includeGroups: ['z'] },
    };
    expect(say(conditions, block)).toBe('Blocks 2 apps for 1 group');
  });

  it('tells AND from OR, and risk, platform and device conditions', () => {
    const controls = ['mfa', 'compliantDevice'];
    expect(say({}, { operator: 'AND', builtInControls: controls })).toContain(
      'MFA and a compliant device',
    );
    expect(say({}, { operator: 'OR', builtInControls: controls })).toContain(
      'MFA or a compliant device',
    );
    const conditions = {
      userRiskLevels: ['high'],
      platforms: { includePlatforms: ['android', 'iOS'] },
      devices: { deviceFilter: { mode: 'include', rule: 'device.model -eq "x"' } },
    };
    expect(say(conditions, block)).toBe(
      'Blocks every app for everyone, on Android or iOS, at high user risk, filtered by device',
    );
  });

  it('has words for a policy with session controls alone, and for one about service principals', () => {
    const sessionControls = { persistentBrowser: { mode: 'never', isEnabled: true } };
    expect(say({}, null, { sessionControls })).toBe('Limits the session for everyone');
    const conditions = {
      users: { includeUsers: ['None'] },
      clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] },
    };
    expect(say(conditions, block)).toBe('Blocks every app for service principals');
  });

  it('survives a policy that holds next to nothing', () => {
    const bare = policy({ conditions: {}, grantControls: null });
    expect(describeEffect(bare, () => undefined)).toBe('Demands nothing for no apps by nobody');
  });
});
