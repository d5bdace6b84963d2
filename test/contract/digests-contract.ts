import { expect, it } from '@jest/globals';
import type { Case, CaseSignIn } from '../../src/domain/case.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { emptySpread } from '../../src/domain/spread.ts';
import type { Store } from '../../src/store/open-store.ts';
import { aFinding, aSubscription, atMinute, tenantId, theCase } from '../alerts/builders.ts';
import { channel, claimAt, claimed, describeStore, type Setup, sentAs } from './store-setup.ts';

const otherTenant = 'ffffffff-0000-4000-8000-000000000009';
const by = { id: 'olga', name: 'Olga' };
const hour = { from: atMinute(0), to: atMinute(60) };

async function keep({ alerts }: Store, change: Partial<Case>, signIns: readonly CaseSignIn[]) {
  const alert = theCase({ key: change.id ?? 'key', ...change });
  await alerts.write(tenantId, async (writer) => {
    await writer.saveCase(alert);
    await writer.addSignIns(alert, signIns);
  });
}

const signIn = (id: string, minute: number, change: Partial<CaseSignIn> = {}): CaseSignIn => ({
  ...aFinding(id, minute).signIn,
  ...change,
});

/** Two people of one policy, a policy that struck many, an entry of the log, and what lies outside of the hour. */
async function aMorning(store: Store): Promise<void> {
  const ada = [signIn('a-0', -5), signIn('a-1', 5), signIn('a-2', 20), signIn('a-3', 61)];
  await keep(store, { id: 'ada', firstAt: atMinute(-5), lastAt: atMinute(61) }, ada);
  const prompts = { rule: 'ca-prompt-unmet', policy: undefined, firstAt: atMinute(5) };
  await keep(store, { id: 'prompt', ...prompts }, [signIn('a-1', 5)]);
  const many = ['b', 'c', 'b', 'b', 'b'].map((who, at) =>
    signIn(`m-${at}`, 40 + at, { user: { id: who, name: `Name of ${who}` }, app: 'Mail' }),
  );
  const spread = { spread: emptySpread, policy: { id: 'p-2', name: 'Block legacy' } };
  await keep(store, { id: 'many', ...spread, user: { name: 'many' }, firstAt: atMinute(40) }, many);
  const ended = {
    state: 'resolved' as const,
    rule: 'role-assigned',
    verdict: 'Changed' as const,
    firstAt: atMinute(10),
  };
  const history = [{ at: atMinute(30), by, what: 'resolved' as const, note: 'fixed' }];
  await keep(store, { id: 'role', ...ended, policy: undefined, history }, [
    signIn('e-1', 10, { record: 'directory-audit' }),
  ]);
}

const nothing = { signIns: 0, entries: 0, people: 0, gotIn: 0, cases: 0, rules: [] };
const noFigures = {
  ...nothing,
  resolved: [],
  topPeople: [],
  topPolicies: [],
  topApps: [],
  quarters: [],
};
const aDigest: Digest = {
  window: hour,
  zone: 'UTC',
  isSoFar: false,
  figures: { ...noFigures, quarters: [{ at: atMinute(0), count: 2 }] },
  before: nothing,
  open: {
    total: 1,
    unclaimed: 1,
    silenced: 0,
    rules: [],
    cases: [
      {
        id: 'ada',
        rule: 'ca-block',
        verdict: 'Stopped',
        headline: 'at the door',
        count: 1,
        lastAt: atMinute(5),
        state: 'open',
        who: 'Ada',
      },
    ],
  },
  missed: [{ source: 'sign-ins', window: hour }],
};

/** What every store must count for a digest, and keep of it, whichever database it is. */
export function digestsContract(name: string, setUp: () => Setup): void {
  describeStore(`digests in ${name}`, setUp, (opened) => {
    it('count what happened in a time, each record once, and name who and what was struck most', async () => {
      const { store } = opened();
      await aMorning(store);
      const { figures } = await store.digests.facts(tenantId, hour);
      expect(figures).toEqual({
        signIns: 7,
        entries: 1,
        people: 3,
        gotIn: 0,
        cases: 3,
        rules: [
          { rule: 'ca-block', records: 7, cases: 1 },
          { rule: 'ca-prompt-unmet', records: 1, cases: 1 },
          { rule: 'role-assigned', records: 1, cases: 1 },
        ],
        resolved: [{ cause: 'fixed', count: 1 }],
        topPeople: [
          { name: 'Name of b', count: 4 },
          { name: 'Ada Lovelace', count: 2 },
          { name: 'Name of c', count: 1 },
        ],
        topPolicies: [
          { id: 'p-2', name: 'Block legacy', count: 5 },
          { id: 'p-1', name: 'Require compliant device', count: 2 },
        ],
        topApps: [
          { name: 'Mail', count: 5 },
          { name: 'Payroll', count: 2 },
        ],
        quarters: [
          { at: atMinute(0), count: 1 },
          { at: atMinute(15), count: 1 },
          { at: atMinute(30), count: 5 },
        ],
      });
      const { topPeople: _, ...rest } = figures;
      expect(rest).toMatchObject(await store.digests.totals(tenantId, hour));
    });

    it('tell who got in from who was stopped', async () => {
      const { store } = opened();
      await aMorning(store);
      const gotIn = { id: 'in', rule: 'risky-sign-in', verdict: 'Got in' as const };
      await keep(store, { ...gotIn, user: { name: 'Eve' } }, [
        signIn('i-1', 12, { user: { id: 'eve', name: 'Eve' } }),
        signIn('i-2', 14, { user: { id: 'eve', name: 'Eve' } }),
      ]);
      const { signIns, people, gotIn: who } = await store.digests.totals(tenantId, hour);
      expect({ signIns, people, who }).toEqual({ signIns: 7, people: 3, who: 1 });
    });

    it('adds up causes, whatever was written behind them', async () => {
      const { store } = opened();
      for (const [n, note] of ['attack: ticket 1', 'attack: ticket 2', 'fixed'].entries()) {
        const history = [{ at: atMinute(30), by, what: 'resolved' as const, note }];
        await keep(store, { id: `r-${n}`, state: 'resolved', history }, []);
      }
      const { figures } = await store.digests.facts(tenantId, hour);
      expect(figures.resolved).toEqual([
        { cause: 'attack', count: 2 },
        { cause: 'fixed', count: 1 },
      ]);
    });

    it('count nothing of a time in which nothing happened, nor of another tenant', async () => {
      const { store } = opened();
      await aMorning(store);
      const later = { from: atMinute(600), to: atMinute(660) };
      expect((await store.digests.facts(tenantId, later)).figures).toEqual(noFigures);
      const elsewhere = await store.digests.facts(otherTenant, hour);
      expect(elsewhere).toEqual({
        figures: noFigures,
        open: { total: 0, unclaimed: 0, silenced: 0, rules: [], cases: [] },
      });
    });

    it('list what is open, first what nobody is on', async () => {
      const { store } = opened();
      await aMorning(store);
      await keep(store, { id: 'mine', state: 'claimed', owner: by, lastAt: atMinute(99) }, []);
      const silence = { id: 's', until: atMinute(999), by: 'Olga', reason: 'known' };
      await keep(store, { id: 'hush', silence, lastAt: atMinute(98) }, []);
      const { open } = await store.digests.facts(tenantId, hour);
      expect(open).toMatchObject({
        total: 5,
        unclaimed: 3,
        silenced: 1,
        rules: [
          { rule: 'ca-block', open: 4, unclaimed: 2 },
          { rule: 'ca-prompt-unmet', open: 1, unclaimed: 1 },
        ],
      });
      expect(open.cases.map(({ id, state, who, owner }) => [id, state, who, owner])).toEqual([
        ['ada', 'open', 'Ada Lovelace', undefined],
        ['many', 'open', '2 people', undefined],
        ['prompt', 'open', 'Ada Lovelace', undefined],
        ['mine', 'claimed', 'Ada Lovelace', 'Olga'],
        ['hush', 'open', 'Ada Lovelace', undefined],
      ]);
    });

    it('are kept once a day, and posted once in each conversation', async () => {
      const { store } = opened();
      await store.subscriptions.subscribe(aSubscription(channel));
      const save = () =>
        store.alerts.write(tenantId, async (writer) => {
          const kept = { day: '2026-11-22', madeAt: atMinute(0), digest: aDigest };
          const isFirst = await writer.saveDigest(kept);
          await writer.enqueueDigest('2026-11-22', channel, atMinute(0));
          return isFirst;
        });
      expect(await store.digests.lastDay(tenantId)).toBeUndefined();
      expect([await save(), await save()]).toEqual([true, false]);
      expect(await store.digests.lastDay(tenantId)).toBe('2026-11-22');
      expect(await store.digests.lastDay(otherTenant)).toBeUndefined();
      const claim = await claimed(store, atMinute(1));
      expect(claim).toMatchObject({ kind: 'digest', digest: aDigest });
      expect(await claimAt(store, atMinute(1))).toBeUndefined();
      await store.outbox.settleRetry(claim, atMinute(2), 'throttled');
      const again = await claimed(store, atMinute(2));
      // Asked for twice before it was sent: the second request is not a second digest.
      await store.outbox.settleSent(again, sentAs('posted', atMinute(2)));
      expect(await claimAt(store, atMinute(99))).toBeUndefined();
    });

    it('are followed by a line at the end of a quiet time, once, before the cards that waited for it', async () => {
      const { store } = opened();
      await store.subscriptions.subscribe(aSubscription(channel));
      const cases = [
        theCase({ id: 'one', key: 'one', count: 3 }),
        theCase({ id: 'two', key: 'two', count: 4 }),
        theCase({
          id: 'log',
          key: 'log',
          count: 2,
          latest: signIn('e', 1, { record: 'directory-audit' }),
        }),
        theCase({ id: 'later', key: 'later', count: 9 }),
      ];
      const put = (alert: Case, until: Date) =>
        store.alerts.write(tenantId, async (writer) => {
          await writer.saveCase(alert);
          await writer.enqueueQuietEnd(until, channel);
          await writer.enqueueCard(alert.id, channel, until);
        });
      for (const [at, alert] of cases.entries()) await put(alert, atMinute(at < 3 ? 10 : 20));
      expect(await claimAt(store, atMinute(9))).toBeUndefined();
      const line = await claimed(store, atMinute(10));
      expect(line).toMatchObject({
        kind: 'quiet-end',
        until: atMinute(10),
        cases: 3,
        signIns: 7,
        entries: 2,
      });
      expect((await claimed(store, atMinute(10))).kind).toBe('card');
      await store.outbox.settleSent(line, sentAs('line', atMinute(10)));
      // A poll that began before the end and comes to it after the line was posted.
      await put(theCase({ id: 'slow', key: 'slow' }), atMinute(10));
      const kinds: string[] = [];
      for (let next = await claimAt(store, atMinute(10)); next !== undefined; ) {
        kinds.push(next.kind);
        next = await claimAt(store, atMinute(10));
      }
      expect(kinds).toEqual(['card', 'card', 'card']);
    });

    it('are forgotten with the log', async () => {
      const { store } = opened();
      await store.alerts.write(tenantId, (writer) =>
        writer.saveDigest({ day: '2026-11-22', madeAt: atMinute(0), digest: aDigest }),
      );
      await store.alerts.forgetBefore(tenantId, atMinute(0));
      expect(await store.digests.lastDay(tenantId)).toBe('2026-11-22');
      await store.alerts.forgetBefore(tenantId, atMinute(1));
      expect(await store.digests.lastDay(tenantId)).toBeUndefined();
    });
  });
}
