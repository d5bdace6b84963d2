import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonRecord } from '../../src/domain/record.ts';
import { AppError } from '../../src/errors.ts';
import type {
  DirectoryAuditLog,
  DirectoryAuditQuery,
} from '../../src/ports/directory-audit-log.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';
import { auditRecord, bob, changed, olga, target, targetUser } from '../audit-builders.ts';
import { pagesOf, rowsOf } from './read-pages.ts';

/** A directory audit log and a way to put records of Graph's shape into it. */
export interface DirectoryAuditLogWorld {
  readonly audits: DirectoryAuditLog;
  readonly now: Date;
  add(record: JsonRecord): void;
  close(): Promise<void>;
}

const person: ReadOptions = { priority: 'person' };

const sync = { user: null, app: { displayName: "Connect'or", servicePrincipalId: 'sp-1' } };
const groupId = '96000000-0000-4000-8000-000000000001';
const toGroup = [targetUser(bob), target('Group', "Owner's Group", [], { id: groupId })];

/** What every directory audit log must do. `make` gives an empty one. */
export function directoryAuditLogContract(
  name: string,
  make: () => Promise<DirectoryAuditLogWorld>,
): void {
  describe(`directory audit log: ${name}`, () => {
    let world: DirectoryAuditLogWorld;
    beforeEach(async () => {
      world = await make();
    });
    afterEach(() => world.close());

    const ago = (minutes: number) => new Date(world.now.getTime() - minutes * 60_000);
    const put = (id: string, minutesAgo: number, more: JsonRecord = {}) =>
      world.add(auditRecord({ id, activityDateTime: ago(minutesAgo).toISOString(), ...more }));
    const lastHour = (more: Partial<DirectoryAuditQuery> = {}): DirectoryAuditQuery => ({
      window: { from: ago(60), to: world.now },
      ...more,
    });
    const idsOf = async (query: DirectoryAuditQuery, options?: ReadOptions) =>
      (await rowsOf(world.audits, query, options)).map(({ id }) => id);

    it('gives every record once and newest first, however small the pages, and says when more follow', async () => {
      for (const minute of [3, 1, 5, 2, 4]) put(`row-${minute}`, minute);
      const pages = await pagesOf(world.audits, lastHour(), { ...person, pageSize: 2 });
      expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual([
        'row-1',
        'row-2',
        'row-3',
        'row-4',
        'row-5',
      ]);
      expect(pages.every(({ rows }) => rows.length <= 2)).toBe(true);
      expect(pages.map(({ more }) => more)).toEqual(pages.map((_, at) => at < pages.length - 1));
    });

    it('reads both ends of the window and nothing beyond', async () => {
      for (const minute of [9, 10, 15, 20, 21]) put(`row-${minute}`, minute);
      const window = { from: ago(20), to: ago(10) };
      expect(await idsOf(lastHour({ window }))).toEqual(['row-10', 'row-15', 'row-20']);
      expect(await idsOf(lastHour({ window: { from: ago(60), to: ago(50) } }))).toEqual([]);
    });

    it.each<[keyof DirectoryAuditQuery, string, JsonRecord, JsonRecord]>([
      ['actorId', bob.id, { initiatedBy: { app: null, user: bob } }, {}],
      [
        'actorApp',
        "Connect'or",
        { initiatedBy: sync },
        { initiatedBy: { ...sync, app: { displayName: "Connect'or II" } } },
      ],
      ['targetId', groupId, { targetResources: toGroup }, {}],
      [
        'targetName',
        "Owner's",
        { targetResources: toGroup },
        { targetResources: [target('Group', "The Owner's")] },
      ],
      [
        'activity',
        'Update conditional',
        { activityDisplayName: 'Update conditional access policy' },
        {},
      ],
      ['category', 'RoleManagement', { category: 'RoleManagement' }, { category: 'Role' }],
      ['correlationId', 'c-1', { correlationId: 'c-1' }, { correlationId: 'c-2' }],
    ])('narrows by %s %s', async (field, value, matching, other) => {
      put('wanted', 1, matching);
      put('other', 2, other);
      expect(await idsOf(lastHour({ [field]: value }))).toEqual(['wanted']);
    });

    it('takes who did it and to whom together for both at once', async () => {
      put('both', 1);
      put('by her', 2, { targetResources: toGroup.slice(1) });
      put('to him', 3, { initiatedBy: sync });
      const both = lastHour({ actorId: olga.id, targetId: bob.id, category: 'UserManagement' });
      expect(await idsOf(both)).toEqual(['both']);
    });

    it('finds one record with all that was changed, and nothing for an unknown id', async () => {
      const targetResources = [targetUser(bob, [changed('Department', ['Sales'], ['Ops'])])];
      put('Directory_96a1_ABCDE_1', 1, { targetResources });
      const found = await world.audits.find('Directory_96a1_ABCDE_1', person);
      expect(found).toMatchObject({
        at: ago(1),
        actor: { name: 'Olga Operator' },
        targets: [{ changes: [{ property: 'Department', before: 'Sales', after: 'Ops' }] }],
      });
      for (const unknown of ['Directory_96a1_ABCDE_2', "../users/a'b?x=1#"]) {
        expect(await world.audits.find(unknown, person)).toBeUndefined();
      }
    });

    it('fails with an error for people when the time for the question is over', async () => {
      const options = { ...person, signal: AbortSignal.abort(new Error('too late')) };
      const rows = rowsOf(world.audits, lastHour(), options);
      expect(await rows.catch((thrown) => thrown)).toBeInstanceOf(AppError);
      const found = world.audits.find('Directory_96a1_ABCDE_1', options);
      expect(await found.catch((thrown) => thrown)).toBeInstanceOf(AppError);
    });
  });
}
