import { describe, expect, it } from '@jest/globals';
import type { WatchDeps } from '../../src/alerts/watch.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { signIn } from '../builders.ts';
import { atMinute, tenantId } from './builders.ts';
import { activityRules, inWorld, never, type World } from './world.ts';

const change: Partial<WatchDeps> = { rules: activityRules() };
const watched = (work: (world: World) => Promise<void>) => inWorld(work, { change });

const row = (id: string, minute: number, more: JsonRecord = {}) =>
  signIn({ id, createdDateTime: atMinute(minute).toISOString(), correlationId: id, ...more });
const legacy = { clientAppUsed: 'IMAP4' };
const ledger = ({ store }: World) => store.alerts.ledger(tenantId, 'all-sign-ins', 100);
const rules = ({ teams }: World) => teams.shown().map(({ rule }) => rule);

describe('a watch over sign-ins of all outcomes', () => {
  it('posts what its rules find and remembers nothing of everyday life', () =>
    watched(async (world) => {
      world.signIns.put(row('usual', 1));
      world.signIns.put(row('imap', 1, legacy));
      await world.at(3);
      expect(world.teams.shown()).toEqual([
        expect.objectContaining({
          rule: 'legacy-auth-succeeded',
          title: 'Alice Example: got in by legacy authentication (IMAP4)',
          count: 1,
          latestSignInId: 'imap',
          portalUrl: 'https://entra.microsoft.com/#view/sign-ins',
        }),
      ]);
      const [read] = await ledger(world);
      expect(read).toMatchObject({ rows: 2, newRows: 1 });
      const seen = await world.store.alerts.write(tenantId, (writer) =>
        writer.knownRecords('all-sign-ins', ['usual', 'imap']),
      );
      expect([...seen.keys()]).toEqual(['imap']);
    }));

  it('reads no more often than every five minutes, and nothing while none of its rules is on', async () => {
    const asksAll = ({ signIns }: World) =>
      signIns.asked.filter(({ conditionalAccessFailed }) => conditionalAccessFailed !== true);
    await watched(async (world) => {
      for (let minute = 3; minute <= 23; minute += 1) await world.at(minute);
      expect(asksAll(world)).toHaveLength(5);
    });
    await inWorld(async (world) => {
      for (let minute = 3; minute <= 9; minute += 1) await world.at(minute);
      expect(asksAll(world)).toHaveLength(0);
    });
  });

  it('tells once of what is read again and again, also after its case was resolved', () =>
    watched(async (world) => {
      world.signIns.put(row('imap', 1, legacy));
      await world.at(3);
      const caseId = world.teams.shown()[0]?.caseId ?? '';
      await world.store.alerts.write(tenantId, async (writer) => {
        const found = await writer.findCase(caseId);
        if (found !== undefined) await writer.saveCase({ ...found, state: 'resolved' });
      });
      for (const minute of [9, 15, 70]) await world.at(minute);
      await world.watch.sweepOnce(never);
      await world.deliverAll();
      expect(world.teams.calls.filter(({ what }) => what === 'post')).toHaveLength(1);
      expect((await ledger(world)).length).toBeGreaterThan(4);
    }));

  it('tells of a sign-in that was harmless when it was first read and turned out risky', () =>
    watched(async (world) => {
      world.signIns.put(row('one', 1));
      world.signIns.put(row('one', 1, { riskLevelAggregated: 'high', riskState: 'atRisk' }), 6);
      await world.at(3);
      expect(rules(world)).toEqual([]);
      await world.at(9);
      expect(rules(world)).toEqual(['risky-sign-in']);
    }));

  it('tells by a second rule what a first one knew already', () =>
    watched(async (world) => {
      world.signIns.put(row('one', 1, legacy));
      world.signIns.put(row('one', 1, { ...legacy, riskLevelAggregated: 'high' }), 6);
      await world.at(3);
      await world.at(9);
      expect(rules(world).sort()).toEqual(['legacy-auth-succeeded', 'risky-sign-in']);
    }));

  it('brings a card up to date when its record says something else later', () =>
    watched(async (world) => {
      world.signIns.put(row('one', 1, { riskLevelAggregated: 'medium' }));
      world.signIns.put(
        row('one', 1, { riskLevelAggregated: 'medium', ipAddress: '192.0.2.1' }),
        6,
      );
      await world.at(3);
      await world.at(9);
      expect(world.teams.shown()).toEqual([
        expect.objectContaining({ count: 1, from: expect.stringContaining('192.0.2.1') }),
      ]);
    }));
});
