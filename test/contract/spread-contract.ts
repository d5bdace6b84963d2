import { expect, it } from '@jest/globals';
import type { Case } from '../../src/domain/case.ts';
import { emptySpread } from '../../src/domain/spread.ts';
import { aFinding, atMinute, tenantId, theCase } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

/** What every store must know of a case of many people. */
export function spreadContract(name: string, setUp: () => Setup): void {
  describeStore(`cases of many people in ${name}`, setUp, (opened) => {
    it('tells how the sign-ins of many people spread, each counted once', async () => {
      const { store } = opened();
      const many = theCase({ spread: emptySpread, history: [] });
      const at = (id: string, minute: number, user: string, app: string, country?: string) => ({
        ...aFinding(id, minute).signIn,
        user: { id: `id-${user}`, name: user },
        app,
        country,
      });
      await store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(many);
        const first = [at('1', 1, 'Ada', 'Payroll', 'NO'), at('2', 2, 'Bo', 'Payroll', 'SE')];
        await writer.addSignIns(many, first);
        await writer.addSignIns(many, [
          ...first,
          at('3', 11, 'Ada', 'Mail'),
          at('4', 31, 'Ada', 'Mail'),
        ]);
        expect((await writer.findCase(many.id))?.spread?.people.distinct).toBe(2);
      });
      const kept = await store.cases.find(tenantId, many.id);
      expect(kept?.spread).toEqual({
        people: {
          distinct: 2,
          top: [
            { name: 'Ada', count: 3 },
            { name: 'Bo', count: 1 },
          ],
        },
        apps: {
          distinct: 2,
          top: [
            { name: 'Mail', count: 2 },
            { name: 'Payroll', count: 2 },
          ],
        },
        countries: {
          distinct: 3,
          top: [
            { name: 'unknown', count: 2 },
            { name: 'NO', count: 1 },
            { name: 'SE', count: 1 },
          ],
        },
        over: [
          { at: atMinute(0), count: 2 },
          { at: atMinute(10), count: 1 },
          { at: atMinute(30), count: 1 },
        ],
      });
    });

    it('names the most frequent five of many', async () => {
      const { store } = opened();
      const many = theCase({ spread: emptySpread, history: [] });
      await store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(many);
        const signIns = Array.from({ length: 40 }, (_, n) => ({
          ...aFinding(`s${n}`, n).signIn,
          user: { name: `U${Math.floor(Math.sqrt(n))}` },
        }));
        await writer.addSignIns(many, signIns);
      });
      const { people } = (await store.cases.find(tenantId, many.id))?.spread ?? emptySpread;
      expect(people.distinct).toBe(7);
      expect(people.top.map(({ name }) => name)).toEqual(['U5', 'U4', 'U3', 'U2', 'U6']);
    });

    it('knows who has lately been struck by a policy, in a case of her own that is not resolved', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, async (writer) => {
        const put = (id: string, change: Partial<Case>) =>
          writer.saveCase(theCase({ id, key: id, user: { id, name: id }, ...change }));
        await put('now', { lastAt: atMinute(50) });
        await put('before', { lastAt: atMinute(40) });
        await put('long-ago', { lastAt: atMinute(-90) });
        await put('resolved', { lastAt: atMinute(50), state: 'resolved' });
        await put('other-policy', { lastAt: atMinute(50), policy: { id: 'p-2', name: 'Other' } });
        await put('other-rule', { lastAt: atMinute(50), rule: 'ca-prompt-unmet' });
        await put('many', { lastAt: atMinute(50), spread: emptySpread });
        const struck = await writer.latelyStruck('ca-block', 'p-1', atMinute(0), 9);
        expect(struck).toEqual([
          { who: 'now', at: atMinute(50) },
          { who: 'before', at: atMinute(40) },
        ]);
        expect(await writer.latelyStruck('ca-block', 'p-1', atMinute(0), 1)).toHaveLength(1);
      });
    });
  });
}
