import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { AppError } from '../../src/errors.ts';
import { audit, bob, changed, olga, target, targetUser } from '../audit-builders.ts';
import { policyRecord } from '../builders.ts';
import { aSilence, atMinute, tenantId } from './builders.ts';
import { blocked } from './records.ts';
import { channel, inWorld, never, type World } from './world.ts';

const policyId = 'ca000000-0000-4000-8000-000000000009';
const eve = { id: 'e0e00000-0000-4000-8000-000000000001', displayName: 'Eve' };

function policyChange(id: string, minute: number, more: JsonRecord = {}) {
  return audit({
    id,
    activityDateTime: atMinute(minute).toISOString(),
    activityDisplayName: 'Update conditional access policy',
    targetResources: [
      target(
        'Policy',
        'Require MFA',
        [changed('ConditionalAccessPolicy', policyRecord(), policyRecord({ state: 'disabled' }))],
        { id: policyId },
      ),
    ],
    ...more,
  });
}

const failure = () => new AppError('unavailable', 'Graph does not answer.');
const failuresOf = ({ store }: World, source: string) =>
  store.coverage.failures(tenantId, source, atMinute(-60));
const rulesOf = (rules: JsonRecord) => {
  const read = readRules({ rules }, builtInRules);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rules;
};

describe('a watch over sign-ins and directory audits', () => {
  it('posts what both logs hold, each with its own words and its own entry to open', () =>
    inWorld(async (world) => {
      world.signIns.put(blocked({ id: 'block', minute: 1 }));
      world.audits.put(policyChange('Directory_1', 1));
      await world.at(3);
      const [change, block] = world.teams
        .shown()
        .toSorted((one, other) => one.rule.localeCompare(other.rule))
        .toReversed();
      expect(block).toMatchObject({ rule: 'ca-block', record: 'sign-in', facts: [] });
      expect(change).toMatchObject({
        rule: 'ca-policy-changed',
        record: 'directory-audit',
        title: 'Olga Operator: switched off conditional access policy “Require MFA”',
        appName: 'Conditional access policy “Require MFA”',
        policyId,
        facts: [{ title: 'State', value: 'on → off' }],
        countText: '1 entry in the log',
        latestSignInId: 'Directory_1',
        from: '203.0.113.7',
        device: '',
        portalUrl: 'https://entra.microsoft.com/#view/audits',
      });
    }));

  it('folds the changes of one policy into one case, whose words are about the last', () =>
    inWorld(async (world) => {
      world.audits.put(policyChange('one', 1));
      await world.at(3);
      const user = { app: null, user: { ...eve, userPrincipalName: 'eve@contoso.example' } };
      const back = changed(
        'ConditionalAccessPolicy',
        policyRecord({ state: 'disabled' }),
        policyRecord(),
      );
      const policy = target('Policy', 'Require MFA', [back], { id: policyId });
      world.audits.put(policyChange('two', 5, { initiatedBy: user, targetResources: [policy] }));
      await world.at(7);
      expect(world.teams.shown()).toEqual([
        expect.objectContaining({
          title: 'Eve: switched on conditional access policy “Require MFA”',
          countText: '2 entries in the log',
          userId: eve.id,
          facts: [{ title: 'State', value: 'off → on' }],
        }),
      ]);
    }));

  it('tells an entry once, however often the log is read', () =>
    inWorld(async (world) => {
      world.audits.put(policyChange('one', 1));
      for (const minute of [3, 4, 5]) await world.at(minute);
      expect(world.teams.calls.map(({ what }) => what)).toEqual(['post']);
      const [last] = await world.store.alerts.ledger(tenantId, 'directory-audits', 1);
      expect(last).toMatchObject({ rows: 1, newRows: 0 });
    }));

  it.each([
    ['directory-audits', 'sign-ins', 'ca-block'],
    ['sign-ins', 'directory-audits', 'ca-policy-changed'],
  ])('goes on with the rest when reading the %s fails, and says why', (fails, _rest, rule) =>
    inWorld(async (world) => {
      world.signIns.put(blocked({ id: 'block', minute: 1 }));
      world.audits.put(policyChange('change', 1));
      (fails === 'sign-ins' ? world.signIns : world.audits).failures.push(failure());
      world.clock.set(3);
      await world.watch.pollOnce(never);
      await world.deliverAll();
      expect(world.teams.shown().map((shown) => shown.rule)).toEqual([rule]);
      expect(await failuresOf(world, fails)).toMatchObject([{ code: 'unavailable' }]);
      expect((await world.watch.health()).lastPollError).toBe('Graph does not answer.');
      await world.at(4);
      expect(world.teams.shown()).toHaveLength(2);
      expect(await failuresOf(world, fails)).toMatchObject([{ endedAt: atMinute(4) }]);
    }),
  );

  it('lets a source that fails wait as long as Graph asks, while the other keeps its pace', () =>
    inWorld(async (world) => {
      const { signIns, audits, watch } = world;
      await world.at(0);
      const [before, others] = [audits.asked.length, signIns.asked.length];
      audits.failures.push(
        new AppError('throttled', 'Graph throttles.', { retryAfterSeconds: 12 * 60 }),
      );
      for (let minute = 1; minute <= 12; minute += 1) await world.at(minute);
      expect(audits.asked).toHaveLength(before + 1);
      expect(signIns.asked).toHaveLength(others + 12);
      expect(await watch.health()).toMatchObject({
        lastPollAt: atMinute(12),
        lastPollError: 'Graph throttles.',
        lagSeconds: 30,
        sources: [
          { name: 'sign-ins', lagSeconds: 30, failing: undefined },
          {
            name: 'directory-audits',
            lagSeconds: 12 * 60 + 30,
            failing: { since: atMinute(1), sentence: 'Graph throttles.' },
          },
        ],
      });
      await world.at(13);
      expect(audits.asked).toHaveLength(before + 2);
      expect((await watch.health()).lastPollError).toBeUndefined();
    }));

  it('tries a source that goes on failing less and less often, and at once in its next outage', () =>
    inWorld(async (world) => {
      const { audits } = world;
      await world.at(0);
      const tried: number[] = [];
      for (let minute = 1; minute <= 20; minute += 1) {
        const before = audits.asked.length;
        if (minute < 14) audits.failures.splice(0, 1, failure());
        await world.at(minute);
        if (audits.asked.length > before) tried.push(minute);
      }
      expect(tried).toEqual([1, 2, 4, 8, 13, 18, 19, 20]);
    }));

  it('finds an entry that comes late by a sweep of its own', () =>
    inWorld(async (world) => {
      await world.at(0);
      world.audits.put(policyChange('late', 1), 170);
      for (let minute = 10; minute <= 200; minute += 10) {
        await world.at(minute);
        await world.watch.sweepOnce(never);
      }
      await world.deliverAll();
      expect(world.teams.shown().map(({ latestSignInId }) => latestSignInId)).toEqual(['late']);
      const sweeps = await world.store.coverage.sweeps(
        tenantId,
        'directory-audits',
        atMinute(200),
        9,
      );
      expect(sweeps.length).toBeGreaterThan(0);
    }));

  it('does not read the directory audits while none of their rules is on', () => {
    const off = { enabled: false };
    const rules = rulesOf({
      'ca-policy-changed': off,
      'role-assigned': off,
      'app-consent': off,
      'mfa-method-changed': off,
    });
    return inWorld(
      async (world) => {
        await world.at(3);
        expect(world.audits.asked).toEqual([]);
        expect(world.signIns.asked).not.toEqual([]);
      },
      { change: { rules } },
    );
  });

  it('leaves out whom a rule’s match leaves out, and what a silence covers', () => {
    const rules = rulesOf({ 'ca-policy-changed': { match: { excludeUsers: [olga.id] } } });
    return inWorld(
      async (world) => {
        world.audits.put(policyChange('change', 1));
        await world.store.alerts.write(tenantId, (writer) =>
          writer.saveSilence({ ...aSilence, matcher: { user: { id: bob.id, name: 'Bob' } } }),
        );
        const role = { TemplateId: '62e90394-69f5-4237-9190-012177145e10' };
        world.audits.put(
          audit({
            id: 'role',
            activityDateTime: atMinute(1).toISOString(),
            activityDisplayName: 'Add member to role in PIM completed (permanent)',
            initiatedBy: { app: null, user: bob },
            additionalDetails: [{ key: 'TemplateId', value: role.TemplateId }],
            targetResources: [target('Role', 'Global Administrator'), targetUser(olga)],
          }),
        );
        await world.at(3);
        expect(world.teams.shown(channel)).toEqual([]);
        const { cases } = await world.store.cases.open(tenantId, 9);
        expect(cases.map(({ rule }) => rule)).toEqual(['role-assigned']);
      },
      { change: { rules } },
    );
  });
});
