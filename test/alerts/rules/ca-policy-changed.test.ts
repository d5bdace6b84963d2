import { describe, expect, it } from '@jest/globals';
import { caPolicyChanged } from '../../../src/alerts/rules/ca-policy-changed.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { audit, bob, changed, target } from '../../audit-builders.ts';
import { policyRecord } from '../../builders.ts';

const id = 'ca000000-0000-4000-8000-000000000009';

function entry(activity: string, properties: readonly JsonRecord[], more: JsonRecord = {}) {
  return audit({
    category: 'Policy',
    loggedByService: 'Conditional Access',
    activityDisplayName: activity,
    targetResources: [target('Policy', 'Require MFA', properties, { id })],
    ...more,
  });
}

const policyFrom = (before: unknown, after: unknown, more?: JsonRecord) =>
  caPolicyChanged.detect(
    entry(
      'Update conditional access policy',
      [changed('ConditionalAccessPolicy', before, after)],
      more,
    ),
  );

function withUsers(users: JsonRecord): JsonRecord {
  const { conditions, ...rest } = policyRecord();
  return { ...rest, conditions: { ...Object(conditions), users } };
}

describe('a change of a conditional access policy', () => {
  it('names the policy, who did it and the lines of the change', () => {
    const match = policyFrom(policyRecord(), policyRecord({ state: 'disabled' }));
    expect(match).toMatchObject({
      subject: id,
      policy: { id, name: 'Require MFA' },
      about: { id, name: 'Conditional access policy “Require MFA”' },
      headline: 'switched off conditional access policy “Require MFA”',
      facts: [{ title: 'State', value: 'on → off' }],
    });
    expect(match?.why).toContain('Olga Operator');
    expect(match?.nextStep).toMatch(/planned/);
  });

  it.each([
    ['enabledForReportingButNotEnforced', 'stopped the enforcement of'],
    ['disabled', 'switched off'],
  ])('says that it is no longer enforced when its state becomes %s', (state, verb) => {
    const match = policyFrom(policyRecord(), policyRecord({ state }));
    expect(match?.headline).toBe(`${verb} conditional access policy “Require MFA”`);
  });

  it('says that somebody was excluded, even where it is switched on in the same go', () => {
    const users = { includeUsers: ['All'], excludeUsers: [] };
    const before = { ...withUsers(users), state: 'disabled' };
    const after = { ...withUsers({ ...users, excludeUsers: [bob.id] }), state: 'enabled' };
    const match = policyFrom(before, after);
    expect(match?.headline).toMatch(/^excluded more from /);
    expect(match?.facts.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['State', 'Excluded users']),
    );
  });

  it('says that it demands less', () => {
    const demands = (builtInControls: readonly string[]) =>
      policyRecord({ grantControls: { operator: 'AND', builtInControls } });
    expect(policyFrom(demands(['mfa', 'compliantDevice']), demands(['mfa']))?.headline).toMatch(
      /^demands less in /,
    );
    expect(policyFrom(demands(['mfa']), demands(['mfa', 'compliantDevice']))?.headline).toMatch(
      /^changed /,
    );
  });

  it('tells a created or deleted policy with what is in it', () => {
    const created = caPolicyChanged.detect(
      entry('Add conditional access policy', [
        changed('ConditionalAccessPolicy', undefined, policyRecord()),
      ]),
    );
    expect(created?.headline).toBe('created conditional access policy “Require MFA”');
    expect(created?.severity).toBe('medium');
    expect(created?.facts).toContainEqual({ title: 'State', value: 'on' });
    const deleted = caPolicyChanged.detect(
      entry('Delete conditional access policy', [
        changed('ConditionalAccessPolicy', policyRecord(), undefined),
      ]),
    );
    expect(deleted?.headline).toBe('deleted conditional access policy “Require MFA”');
    expect(deleted?.severity).toBe('high');
    expect(deleted?.facts).toContainEqual({ title: 'State', value: 'on' });
  });

  it('is told without its lines where the log holds none', () => {
    const match = caPolicyChanged.detect(entry('Update conditional access policy', []));
    expect(match).toMatchObject({
      headline: 'changed conditional access policy “Require MFA”',
      facts: [],
    });
  });

  it('is none when it was saved without a difference, or could not be saved', () => {
    const saved = policyRecord({ modifiedDateTime: '2026-11-22T10:00:00Z' });
    expect(policyFrom(policyRecord(), saved)).toBeUndefined();
    const off = policyRecord({ state: 'disabled' });
    expect(policyFrom(policyRecord(), off, { result: 'failure' })).toBeUndefined();
  });

  it('is told once: Core Directory’s entry about it is left out', () => {
    const twin = entry('Update policy', [changed('PolicyDetail', ['{"State":"Enabled"}'], ['{}'])]);
    expect(caPolicyChanged.detect(twin)).toBeUndefined();
  });
});

describe('a change of what policies refer to', () => {
  it('is told for named locations, without a policy', () => {
    const match = caPolicyChanged.detect(
      entry('Update named location', [
        changed('NamedLocation', { isTrusted: false }, { isTrusted: true }),
      ]),
    );
    expect(match).toMatchObject({
      headline: 'changed named location “Require MFA”',
      facts: [{ title: 'Is trusted', value: 'false → true' }],
    });
    expect(match?.policy).toBeUndefined();
  });

  it('is worse for a new location than for a new policy: policies may spare it', () => {
    const match = caPolicyChanged.detect(
      entry('Add named location', [changed('NamedLocation', undefined, { isTrusted: true })]),
    );
    expect(match?.severity).toBe('high');
  });

  it('is told for authentication strengths', () => {
    const match = caPolicyChanged.detect(entry('Authentication Strength Policy Delete', []));
    expect(match?.headline).toBe('deleted authentication strength “Require MFA”');
  });
});
