import { describe, expect, it } from '@jest/globals';
import { toDirectoryAudit } from '../../src/domain/read-directory-audit.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import {
  causesFirst,
  changeSentence,
  changesAmong,
  subjectsOf,
  whenOf,
} from '../../src/domain/what-changed.ts';
import { atMinute } from '../alerts/builders.ts';
import {
  groupId,
  locationChanged,
  locationId,
  memberAdded,
  policyChange,
  policyId,
} from '../alerts/changed.ts';
import { policy } from '../builders.ts';

const subjects = { groupIds: [groupId], locationIds: [locationId] };
const first = atMinute(0);

function among(...records: readonly JsonRecord[]) {
  const audits = records.flatMap((record) => toDirectoryAudit(record) ?? []);
  return causesFirst(
    changesAmong(audits, policyId, subjects, first, () => undefined),
    first,
  );
}

describe('what changed before the blocks of a policy jumped', () => {
  it('is told by the newest change before, then older ones, then what came after', () => {
    const found = among(
      policyChange(5, {}, 'Policy_3'),
      policyChange(2, {}, 'Policy_2'),
      policyChange(-600),
      locationChanged(-11),
      memberAdded(-30, 'ada'),
    );
    expect(found.map(({ auditId }) => auditId)).toEqual([
      'Location_1',
      'Member_ada',
      'Policy_1',
      'Policy_2',
      'Policy_3',
    ]);
    expect(found.map((change) => whenOf(change, first))).toEqual([
      '11 min before the first block',
      '30 min before the first block',
      '10 h before the first block',
      '2 min after the first block',
      '5 min after the first block',
    ]);
  });

  it('says who changed what, old and new', () => {
    const [change] = among(policyChange(-11));
    expect(change).toMatchObject({
      at: atMinute(-11),
      by: 'Olga Operator',
      what: 'changed the conditional access policy “Require MFA”',
      lines: ['Demands: + a compliant device'],
      moreLines: 0,
    });
    expect(change && changeSentence(change, first)).toBe(
      'Olga Operator changed the conditional access policy “Require MFA” 11 min before the first block: Demands: + a compliant device',
    );
  });

  it('puts first that a policy came into force', () => {
    const [wasReportOnly] = among(
      policyChange(-11, { state: 'enabledForReportingButNotEnforced' }),
    );
    expect(wasReportOnly?.lines).toEqual([
      'It was report-only before: since then it enforces what it only noted.',
      'State: report-only → on',
      'Demands: + a compliant device',
    ]);
    const [wasOff] = among(policyChange(-11, { state: 'disabled' }));
    expect(wasOff?.lines[0]).toBe('It was off before.');
  });

  it('counts what one person did to one group, and tells members apart by who added them', () => {
    const other = { ...memberAdded(-3, 'eve'), initiatedBy: { app: { displayName: 'Sync' } } };
    const found = among(
      memberAdded(-5, 'ada'),
      memberAdded(-6, 'bob'),
      memberAdded(-7, 'cem'),
      other,
    );
    expect(found.map(({ by, what }) => `${by} ${what}`)).toEqual([
      'the app Sync added eve to the group “Finance”',
      'Olga Operator added ada to the group “Finance”, and 2 times more alike',
    ]);
  });

  it('leaves out what failed, what is about others, and what is there twice', () => {
    const failed = { ...policyChange(-4, {}, 'Policy_2'), result: 'failure' };
    const elsewhere = {
      ...policyChange(-3, {}, 'Policy_3'),
      targetResources: [{ id: 'another', displayName: 'Another', type: 'Policy' }],
    };
    const found = among(policyChange(-9), policyChange(-9), failed, elsewhere);
    expect(found.map(({ auditId }) => auditId)).toEqual(['Policy_1']);
  });

  it('shows six fields and counts the others', () => {
    const before = {
      displayName: 'Old',
      state: 'disabled',
      conditions: {
        clientAppTypes: ['browser'],
        platforms: { includePlatforms: ['iOS'] },
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['Office365'] },
        signInRiskLevels: ['high'],
      },
    };
    const [change] = among(policyChange(-1, before));
    expect(change?.lines).toHaveLength(6);
    expect(change?.moreLines).toBeGreaterThan(2);
  });
});

describe('what else a policy depends on', () => {
  it('is the groups and named locations it includes or excludes, without literals', () => {
    const excluded = '96000000-0000-4000-8000-000000000002';
    const conditions = {
      users: {
        includeUsers: ['All'],
        includeGroups: [groupId],
        excludeGroups: [excluded, groupId],
      },
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted', locationId] },
    };
    expect(subjectsOf(policy({ conditions }))).toEqual({
      groupIds: [groupId, excluded],
      locationIds: [locationId],
    });
    expect(subjectsOf(policy())).toEqual({ groupIds: [], locationIds: [] });
  });
});
