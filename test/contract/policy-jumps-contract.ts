import { expect, it } from '@jest/globals';
import { emptySpread } from '../../src/domain/spread.ts';
import type { KeptJump, PolicyCases } from '../../src/ports/policy-jumps.ts';
import type { Store } from '../../src/store/open-store.ts';
import { aFinding, atMinute, tenantId, theCase } from '../alerts/builders.ts';
import { describeStore, type Setup } from './store-setup.ts';

const otherTenant = 'ffffffff-0000-4000-8000-000000000009';

const ofPolicy: PolicyCases = { rule: 'ca-block', policyId: 'p-1' };

/** A case of that person with a block in each of these minutes. */
async function struck(
  { alerts }: Store,
  name: string,
  minutes: readonly number[],
  { policyId, rule }: PolicyCases = ofPolicy,
): Promise<void> {
  const id = `${name}-${policyId}-${rule}`;
  const adds = minutes.map((minute) => aFinding(`${id}-${minute}`, minute).signIn);
  const alert = theCase({
    id,
    key: id,
    rule,
    user: { id: name, name },
    policy: { id: policyId, name: policyId },
    lastAt: atMinute(Math.max(...minutes)),
  });
  await alerts.write(tenantId, async (writer) => {
    await writer.saveCase(alert);
    await writer.addSignIns(alert, adds);
  });
}

const jump = (minute: number, change: Partial<KeptJump> = {}): KeptJump => ({
  policyId: 'p-1',
  beganAt: atMinute(minute),
  readAt: atMinute(minute + 9),
  found: {
    searched: { from: atMinute(minute - 1440), to: atMinute(minute + 9) },
    changes: [],
    isHidden: false,
    notes: [],
  },
  ...change,
});

/** What every store must tell of the blocks of a policy, whichever database it is. */
export function policyJumpsContract(name: string, setUp: () => Setup): void {
  describeStore(`blocks of a policy in ${name}`, setUp, (opened) => {
    it('are counted by people and hour, each person once an hour', async () => {
      const { store } = opened();
      await struck(store, 'ada', [-200, 5, 6, 7, 65]);
      await struck(store, 'bob', [59, 130]);
      await struck(store, 'eve', [10], { ...ofPolicy, policyId: 'p-2' });
      await struck(store, 'fay', [10], { ...ofPolicy, rule: 'ca-prompt-unmet' });
      const hours = await store.jumps.blocksPerHour(tenantId, ofPolicy, atMinute(0), atMinute(130));
      expect(hours).toEqual([
        { hourAt: atMinute(0), people: 2 },
        { hourAt: atMinute(60), people: 1 },
        { hourAt: atMinute(120), people: 1 },
      ]);
      const until = atMinute(129);
      expect(await store.jumps.blocksPerHour(tenantId, ofPolicy, atMinute(0), until)).toHaveLength(
        2,
      );
      expect(await store.jumps.blocksPerHour(otherTenant, ofPolicy, atMinute(0), until)).toEqual(
        [],
      );
    });

    it('are counted by each sign-in’s own person in a case of many, once with cases of their own', async () => {
      const { store } = opened();
      await struck(store, 'ada', [5]);
      const many = theCase({
        id: 'many',
        key: 'many',
        user: { name: 'Many people' },
        policy: { id: 'p-1', name: 'p-1' },
        spread: emptySpread,
        lastAt: atMinute(70),
      });
      const by = (minute: number, user?: { id?: string; name: string }) => ({
        ...aFinding(`many-${minute}`, minute).signIn,
        user,
      });
      const signIns = [
        by(6, { id: 'ada', name: 'Ada' }),
        by(10, { id: 'bob', name: 'Bob' }),
        by(11, { id: 'bob', name: 'Bob B.' }),
        by(20, { name: 'eve' }),
        by(30),
        by(70, { id: 'cem', name: 'Cem' }),
      ];
      await store.alerts.write(tenantId, async (writer) => {
        await writer.saveCase(many);
        await writer.addSignIns(many, signIns);
      });
      const span = [atMinute(0), atMinute(120)] as const;
      expect(await store.jumps.blocksPerHour(tenantId, ofPolicy, ...span)).toEqual([
        { hourAt: atMinute(0), people: 4 },
        { hourAt: atMinute(60), people: 1 },
      ]);
      expect(await store.jumps.firstBlocks(tenantId, ofPolicy, ...span, 9)).toEqual(
        [5, 10, 20, 30, 70].map(atMinute),
      );
    });

    it('tell the first of each person, oldest first, no more than asked', async () => {
      const { store } = opened();
      await struck(store, 'ada', [-5, 20, 30]);
      await struck(store, 'bob', [10, 40]);
      await struck(store, 'cem', [60]);
      const first = (most: number) =>
        store.jumps.firstBlocks(tenantId, ofPolicy, atMinute(0), atMinute(60), most);
      expect(await first(9)).toEqual([atMinute(10), atMinute(20), atMinute(60)]);
      expect(await first(2)).toEqual([atMinute(10), atMinute(20)]);
    });

    it('have jumps, of which each is kept by its beginning', async () => {
      const { jumps } = opened().store;
      const change = {
        at: atMinute(-11),
        by: 'Ola Nordmann',
        what: 'changed the conditional access policy “Require MFA”',
        lines: ['State: report-only → on'],
        moreLines: 2,
        auditId: 'Directory_1',
      };
      const found = { ...jump(0).found, changes: [change], notes: ['not all was read'] };
      await jumps.save(tenantId, jump(0));
      await jumps.save(tenantId, jump(0, { found }));
      await jumps.save(tenantId, jump(90));
      expect(await jumps.latest(tenantId, 'p-1', atMinute(-1))).toBeUndefined();
      expect(await jumps.latest(tenantId, 'p-1', atMinute(89))).toEqual(jump(0, { found }));
      expect(await jumps.latest(tenantId, 'p-1', atMinute(90))).toEqual(jump(90));
      expect(await jumps.latest(tenantId, 'p-2', atMinute(90))).toBeUndefined();
      expect(await jumps.latest(otherTenant, 'p-1', atMinute(90))).toBeUndefined();
    });

    it('have jumps whose beginning becomes known better, and which stay told', async () => {
      const { jumps, alerts } = opened().store;
      const tell = (minute: number) =>
        alerts.write(tenantId, (writer) =>
          writer.noteJumpTold('p-1', atMinute(minute), atMinute(99)),
        );
      await jumps.save(tenantId, jump(0));
      expect(await tell(0)).toBe(true);
      await jumps.save(tenantId, jump(7), atMinute(0));
      expect(await jumps.latest(tenantId, 'p-1', atMinute(6))).toBeUndefined();
      expect(await jumps.latest(tenantId, 'p-1', atMinute(7))).toEqual(jump(7));
      expect(await tell(7)).toBe(false);
    });

    it('have jumps that are told once, also when they are read again, and forgotten with the log', async () => {
      const { jumps, alerts } = opened().store;
      const tell = (minute: number) =>
        alerts.write(tenantId, (writer) =>
          writer.noteJumpTold('p-1', atMinute(minute), atMinute(99)),
        );
      expect(await tell(0)).toBe(false);
      await jumps.save(tenantId, jump(0));
      expect(await tell(0)).toBe(true);
      await jumps.save(tenantId, jump(0));
      expect(await tell(0)).toBe(false);
      await jumps.save(tenantId, jump(50));
      await alerts.forgetBefore(tenantId, atMinute(20));
      expect(await jumps.latest(tenantId, 'p-1', atMinute(49))).toBeUndefined();
      expect(await jumps.latest(tenantId, 'p-1', atMinute(50))).toEqual(jump(50));
    });
  });
}
