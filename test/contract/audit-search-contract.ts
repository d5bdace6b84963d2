import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ActivityRecord } from '../../src/domain/activity-record.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import type { AuditSearch, AuditSearchQuery } from '../../src/ports/audit-search.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';

/** A unified audit log and a way to put source records (`auditData`) into it. */
export interface AuditSearchWorld {
  readonly search: AuditSearch;
  readonly now: Date;
  add(data: JsonRecord): void;
  /** Lets the service do its work. */
  pass(): Promise<void> | void;
  close(): Promise<void>;
}

const person: ReadOptions = { priority: 'person' };

/** What every search of the unified audit log must do. `make` gives an empty log. */
export function auditSearchContract(name: string, make: () => Promise<AuditSearchWorld>): void {
  describe(`audit search: ${name}`, () => {
    let world: AuditSearchWorld;
    beforeEach(async () => {
      world = await make();
    });
    afterEach(() => world.close());

    const ago = (minutes: number) => new Date(world.now.getTime() - minutes * 60_000);
    const lastDay = (more: Partial<AuditSearchQuery> = {}): AuditSearchQuery => ({
      name: 'a test',
      window: { from: ago(24 * 60), to: world.now },
      ...more,
    });
    const opened = (id: string, minutesAgo: number, more: JsonRecord = {}) => {
      const url = `https://contoso.sharepoint.example/sites/Finance/Shared Documents/${id}.xlsx`;
      world.add({
        Id: id,
        CreationTime: ago(minutesAgo).toISOString().slice(0, 19),
        Operation: 'FileAccessed',
        RecordType: 6,
        Workload: 'SharePoint',
        UserId: 'alice@contoso.example',
        ObjectId: url,
        SourceFileName: `${id}.xlsx`,
        ...more,
      });
      return url;
    };

    async function finished(query: AuditSearchQuery): Promise<string> {
      const { id } = await world.search.submit(query, person);
      for (let looks = 0; looks < 50; looks += 1) {
        const progress = await world.search.progress(id, person);
        if (progress?.state === 'succeeded') return id;
        expect(['waiting', 'running']).toContain(progress?.state);
        await world.pass();
      }
      throw new Error('the search has no end');
    }

    async function found(query: AuditSearchQuery, options = person): Promise<ActivityRecord[]> {
      const rows: ActivityRecord[] = [];
      for await (const page of world.search.records(await finished(query), options)) {
        rows.push(...page.rows);
      }
      return [...new Map(rows.map((row) => [row.id, row])).values()];
    }
    const idsOf = async (query: AuditSearchQuery, options = person) =>
      (await found(query, options)).map(({ id }) => id).toSorted();

    it('takes its time, and then gives every record of the window, however small the pages', async () => {
      for (const minute of [5, 90, 400]) opened(`row-${minute}`, minute);
      opened('too-old', 25 * 60);
      const ids = ['row-400', 'row-5', 'row-90'];
      expect(await idsOf(lastDay())).toEqual(ids);
      expect(await idsOf(lastDay(), { ...person, pageSize: 1 })).toEqual(ids);
    });

    it('gives records as they were written, with who did what, when', async () => {
      const url = opened('budget', 10);
      const [record] = await found(lastDay());
      expect(record).toMatchObject({
        id: 'budget',
        operation: 'FileAccessed',
        user: 'alice@contoso.example',
        service: 'SharePoint',
        objectId: url,
        data: { SourceFileName: 'budget.xlsx' },
      });
      expect(record?.at.getTime()).toBe(Math.floor(ago(10).getTime() / 1000) * 1000);
    });

    it('narrows by person, operation, record type, object and word', async () => {
      const url = opened('mine', 10);
      opened('bobs', 11, { UserId: 'bob@contoso.example' });
      opened('shared', 12, { Operation: 'SharingSet', RecordType: 14 });
      const userPrincipalNames = ['Alice@contoso.example'];
      expect(await idsOf(lastDay({ userPrincipalNames }))).toEqual(['mine', 'shared']);
      expect(await idsOf(lastDay({ operations: ['FileAccessed'] }))).toEqual(['bobs', 'mine']);
      const recordTypes = ['sharePointSharingOperation'];
      expect(await idsOf(lastDay({ recordTypes }))).toEqual(['shared']);
      expect(await idsOf(lastDay({ objectIds: [url] }))).toEqual(['mine']);
      expect(await idsOf(lastDay({ keyword: 'bobs' }))).toEqual(['bobs']);
    });

    it('gives nothing where there is nothing', async () => {
      expect(await idsOf(lastDay())).toEqual([]);
    });

    it('knows no search that was never made, and forgets one that is cancelled', async () => {
      const unknown = '00000000-0000-4000-8000-00000000dead';
      expect(await world.search.progress(unknown, person)).toBeUndefined();
      await expect(world.search.cancel(unknown, person)).resolves.toBeUndefined();
      const { id } = await world.search.submit(lastDay(), person);
      await world.search.cancel(id, person);
      const after = await world.search.progress(id, person);
      expect([undefined, 'cancelled']).toContain(after?.state);
    });
  });
}
