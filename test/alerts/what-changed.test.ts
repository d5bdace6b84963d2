import { describe, expect, it } from '@jest/globals';
import { readWhatChanged } from '../../src/alerts/what-changed.ts';
import { AppError } from '../../src/errors.ts';
import { policy } from '../builders.ts';
import { createFakeDirectoryAuditLog } from '../fakes/directory-audit-log.ts';
import { createFakePolicies } from '../fakes/policies.ts';
import { busy } from './around.ts';
import { atMinute } from './builders.ts';
import { changesIn, locationChanged, memberAdded, policyChange, policyId } from './changed.ts';
import { never } from './world.ts';

const question = { policyId, beganAt: atMinute(0), now: atMinute(4) };
const forbidden = new AppError('permission-missing', 'The bot may not read the audit log.', {
  hint: 'Give it AuditLog.Read.All.',
});

describe('reading what changed', () => {
  it('finds changes of the policy, its groups and its named locations in the day before', async () => {
    const sources = changesIn([
      policyChange(-11),
      memberAdded(-30, 'ada'),
      locationChanged(-40),
      policyChange(-25 * 60, {}, 'Policy_0'),
      policyChange(3, {}, 'Policy_2'),
    ]);
    const found = await readWhatChanged(question, sources, never);
    expect(found.changes.map(({ auditId }) => auditId)).toEqual([
      'Policy_2',
      'Policy_1',
      'Member_ada',
      'Location_1',
    ]);
    expect(found.searched).toEqual({ from: atMinute(-24 * 60), to: atMinute(4) });
    expect(found).toMatchObject({ isHidden: false, notes: [] });
  });

  it('asks behind people, a question for all policies and one for each of three groups', async () => {
    const group = (number: number) => `96000000-0000-4000-8000-00000000000${number}`;
    const users = { includeGroups: [1, 2, 3, 4, 5].map(group) };
    const sources = {
      ...changesIn([policyChange(-11)]),
      policies: createFakePolicies([policy({ id: policyId, conditions: { users } })]),
    };
    const found = await readWhatChanged(question, sources, never);
    expect(sources.audits.asked.map(({ query }) => query.category ?? query.targetId)).toEqual([
      'Policy',
      group(1),
      group(2),
      group(3),
    ]);
    expect(sources.audits.asked.map(({ options }) => options.priority)).toEqual(
      Array(4).fill('card'),
    );
    expect(found.notes).toEqual(['2 more groups of the policy were not looked at.']);
  });

  it('asks for the policy alone where others were changed a lot, and says so', async () => {
    const others = Array.from({ length: 120 }, (_, number) => ({
      ...policyChange(-number / 10, {}, `Other_${number}`),
      targetResources: [{ id: 'another', displayName: 'Another', type: 'Policy' }],
    }));
    const sources = {
      ...changesIn(),
      audits: createFakeDirectoryAuditLog([...others, policyChange(-60)]),
    };
    const found = await readWhatChanged(question, sources, never);
    expect(found.changes.map(({ auditId }) => auditId)).toEqual(['Policy_1']);
    expect(found.notes).toEqual([
      'Of policies and named locations the newest 100 entries of the log were read.',
    ]);
  });

  it('says which permission is missing, and asks no further', async () => {
    const sources = changesIn([policyChange(-11)]);
    sources.audits.fails = forbidden;
    expect(await readWhatChanged(question, sources, never)).toMatchObject({
      changes: [],
      isHidden: true,
      notes: ['The bot may not read the audit log. Give it AuditLog.Read.All.'],
    });
    expect(sources.audits.asked).toHaveLength(1);
  });

  it('still tells changes of the policy where the policies themselves are hidden', async () => {
    const sources = changesIn([policyChange(-11), memberAdded(-5, 'ada')]);
    sources.policies.fails = forbidden;
    const found = await readWhatChanged(question, sources, never);
    expect(found.changes.map(({ auditId }) => auditId)).toEqual(['Policy_1']);
    expect(found.notes).toHaveLength(1);
  });

  it('fails where it may work later', async () => {
    const sources = changesIn([policyChange(-11)]);
    sources.audits.fails = busy;
    await expect(readWhatChanged(question, sources, never)).rejects.toBe(busy);
  });
});
