import { describe, expect, it } from '@jest/globals';
import { holdingsOf, idsThatCount } from '../src/domain/access.ts';
import { AppError } from '../src/errors.ts';
import { createProtectedPeople } from '../src/protected-people.ts';
import { createScopeReader } from '../src/scope-reader.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { minutesAfter, noon } from './builders.ts';
import { anna } from './commands/sight-world.ts';
import { createFakeDirectory } from './fakes/directory.ts';
import { holding, roles, rules, traineeGroup, unitId } from './fakes/sights.ts';

describe('what somebody holds', () => {
  it('limits her to a scope only while nothing else lets her look up', () => {
    expect(holding(traineeGroup)).toEqual({
      level: 'reader',
      by: [traineeGroup],
      within: [unitId],
    });
    expect(holding(traineeGroup, roles.securityReader).within).toBeUndefined();
    expect(holding(traineeGroup, roles.securityOperator)).toMatchObject({ level: 'operator' });
    expect(holding(traineeGroup, roles.securityOperator).within).toBeUndefined();
  });

  it('adds scopes up', () => {
    const scopes = [...rules.scopes, { holder: 'other', within: ['unit-2', unitId.toUpperCase()] }];
    const both = holdingsOf(new Set([traineeGroup, 'other']), 'nobody', { ...rules, scopes });
    expect(both.within).toEqual([unitId, 'unit-2']);
  });

  it('gives the level of a reader by a scope alone, and none without it', () => {
    const scopes = [{ holder: 'only-here', within: [unitId] }];
    const own = { ...rules, scopes };
    expect(holdingsOf(new Set(['only-here']), 'nobody', own).level).toBe('reader');
    expect(holdingsOf(new Set(), 'ONLY-HERE', own)).toMatchObject({
      level: 'reader',
      within: [unitId],
    });
    expect(holdingsOf(new Set(), 'nobody', own)).toEqual({ level: 'none', by: [] });
  });

  it('shows policies by groups and people that an administrator named, and by roles that see them', () => {
    expect(holding(roles.reportsReader).blindRoles).toEqual([roles.reportsReader]);
    expect(holding(roles.reportsReader, roles.securityOperator).blindRoles).toHaveLength(2);
    expect(holding(roles.reportsReader, roles.securityReader).blindRoles).toBeUndefined();
    expect(holding(roles.securityOperator, traineeGroup).blindRoles).toEqual([
      roles.securityOperator,
    ]);
    const named = { ...rules, readers: ['a-group', ...rules.readers] };
    expect(
      holdingsOf(new Set(['a-group', roles.reportsReader]), 'x', named).blindRoles,
    ).toBeUndefined();
  });

  it('asks for roles that see policies, though they give no level here', () => {
    const few = { readers: [roles.reportsReader], operators: [], admins: [] };
    expect(idsThatCount(few)).toContain(roles.securityReader);
    const held = new Set([roles.reportsReader, roles.securityReader]);
    expect(holdingsOf(held, 'x', few)).toMatchObject({
      level: 'reader',
      by: [roles.reportsReader],
    });
    expect(holdingsOf(held, 'x', few).blindRoles).toBeUndefined();
    expect(idsThatCount({ readers: ['a-group'], operators: [], admins: [] })).toEqual(['a-group']);
  });
});

describe('people of a scope', () => {
  const unit = {
    name: 'Sales',
    members: [{ id: 'A1', userPrincipalName: 'Ada.B@contoso.example' }],
  };

  it('are known by id, sign-in name and OneDrive, for four minutes', async () => {
    const time = { now: noon };
    const asked: string[] = [];
    const read = createScopeReader({
      members: {
        async unit(id) {
          asked.push(id);
          return unit;
        },
      },
      clock: { now: () => time.now },
    });
    const scope = await read([unitId]);
    expect(scope.has({ id: 'a1' })).toBe(true);
    expect(scope.has({ userPrincipalName: 'ADA.b@contoso.example' })).toBe(true);
    expect(scope.has({ siteName: 'ada_b_contoso_example' })).toBe(true);
    expect(scope.has({ id: 'a2' }) || scope.has({})).toBe(false);
    expect((await read([unitId])).revision).toBe(scope.revision);
    expect(asked).toHaveLength(1);
    time.now = minutesAfter(noon, 4);
    expect((await read([unitId])).revision).toBe(scope.revision);
    expect(asked).toHaveLength(2);
  });

  it('are nobody where a unit does not exist: the look-up fails and says where it is named', async () => {
    const read = createScopeReader({
      members: { unit: async () => undefined },
      clock: { now: () => noon },
    });
    await expect(read([unitId])).rejects.toMatchObject({
      hint: expect.stringContaining('ACCESS_SCOPES'),
    });
  });
});

describe('protected people', () => {
  const groupId = '6e0f0000-0000-4000-8000-000000000005';
  const world = (entries: readonly string[], state: { fails?: AppError } = {}) => {
    const time = { now: noon };
    const members = [{ id: 'C1', userPrincipalName: 'council@contoso.example' }];
    const people = createProtectedPeople({
      entries,
      groups: {
        async members(id) {
          if (state.fails) throw state.fails;
          return id === groupId ? members : undefined;
        },
      },
      directory: createFakeDirectory({ people: [anna] }),
      clock: { now: () => time.now },
      log: recordingLog(),
    });
    return { people, time, members };
  };

  it('are known by whatever a log names them, however the setting does', async () => {
    for (const entry of [anna.id, anna.userPrincipalName]) {
      const { people } = world([entry]);
      await people.refresh();
      const known = { key: anna.id, name: anna.name };
      expect(people.find({ id: anna.id.toUpperCase() })).toEqual(known);
      expect(people.find({ userPrincipalName: 'ANNA@contoso.example' })).toEqual(known);
      expect(people.find({ siteName: 'anna_contoso_example' })).toEqual(known);
      expect(people.find({ id: 'other' })).toBeUndefined();
    }
  });

  it('are the members of a group, as it was some minutes ago', async () => {
    const { people, time, members } = world([groupId]);
    await people.refresh();
    expect(people.find({ id: 'c1' })?.key).toBe('c1');
    members.push({ id: 'C2', userPrincipalName: 'new@contoso.example' });
    time.now = minutesAfter(noon, 5);
    await people.refresh();
    expect(people.find({ userPrincipalName: 'new@contoso.example' })?.key).toBe('c2');
  });

  it('could be anybody until they were read: then nothing is shown', async () => {
    const state = { fails: new AppError('unavailable', 'Graph is down.') };
    const { people, time } = world([groupId], state);
    await expect(people.refresh()).rejects.toMatchObject({ code: 'protected-unknown' });
    const later: { fails?: AppError } = {};
    const known = world([groupId], later);
    await known.people.refresh();
    later.fails = state.fails;
    known.time.now = minutesAfter(time.now, 30);
    await known.people.refresh();
    expect(known.people.find({ id: 'c1' })).toBeDefined();
  });
});
