import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  createRehearsalWatch,
  type RehearsalWatch,
  type RehearsalWatchDeps,
} from '../../../src/alerts/rehearsals/rehearsal-watch.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import type { SignIn } from '../../../src/domain/sign-in.ts';
import { AppError } from '../../../src/errors.ts';
import { appliedPolicy, policy, signIn } from '../../builders.ts';
import { activeRules } from '../active-rules.ts';
import { aSilence, atMinute, tenantId } from '../builders.ts';
import { inWorld, never, type World } from '../world.ts';

const hour = 60;
const dayOf = 24 * hour;
/** The clock of these tests begins at 09:00; days are counted in UTC from midnight on. */
const midnight = -9 * hour;
const mfa = { id: 'ca000000-0000-4000-8000-000000000001', displayName: 'Require MFA' };
const reportOnly = policy({ ...mfa, state: 'enabledForReportingButNotEnforced' });

interface Counting extends World {
  readonly rehearsals: RehearsalWatch;
  /** Looks at 03:30 after that day, counted from 0, and delivers. */
  endOf(day: number): Promise<void>;
}

function row(id: string, day: number, user: string, result = 'reportOnlyFailure'): SignIn {
  const { at, ...rest } = signIn({
    id,
    userId: `id-of-${user}`,
    userDisplayName: user,
    appliedConditionalAccessPolicies: [appliedPolicy({ ...mfa, result })],
  });
  return { ...rest, at: atMinute(midnight + day * dayOf + 60) };
}

/** Sign-ins of so many people on that day, two each. */
function blockedOn(world: World, day: number, people: number, result?: string): void {
  for (let person = 0; person < people; person += 1) {
    for (const time of ['a', 'b']) {
      world.signIns.put(row(`${day} ${person} ${time}`, day, `person-${person}`, result));
    }
  }
}

async function counting(
  work: (world: Counting) => Promise<void>,
  change: Partial<RehearsalWatchDeps> = {},
  settings: JsonRecord = {},
): Promise<void> {
  await inWorld(async (world) => {
    const rehearsals = createRehearsalWatch({
      tenantId,
      store: world.store,
      signIns: world.signIns,
      policies: { all: async () => [reportOnly], namedLocations: async () => [] },
      rules: () => activeRules({ 'report-only-delta': settings }, 'report-only-delta'),
      startedAt: atMinute(-10 * dayOf),
      clock: world.clock,
      newId: randomUUID,
      ...change,
    });
    await work({
      ...world,
      rehearsals,
      async endOf(day) {
        world.clock.set(midnight + (day + 1) * dayOf + 3.5 * hour);
        await rehearsals.lookOnce(never);
        await world.deliverAll();
      },
    });
  });
}

const titles = ({ teams }: World) => teams.shown().map(({ title }) => title);
const failuresOf = ({ store }: World) =>
  store.coverage.failures(tenantId, 'report-only', atMinute(-10 * dayOf));
const name = 'Report-only policy “Require MFA”';

describe('the watch over report-only policies', () => {
  it('takes the first day for what later ones are compared with', () =>
    counting(async (world) => {
      blockedOn(world, 0, 9);
      await world.endOf(0);
      expect(titles(world)).toEqual([]);
      expect(await world.store.alerts.ledger(tenantId, 'report-only', 9)).toMatchObject([
        { rows: 18, from: atMinute(midnight), to: atMinute(midnight + dayOf) },
      ]);
    }));

  it('tells of a policy that begins to block, with the numbers of before', () =>
    counting(async (world) => {
      await world.endOf(0);
      blockedOn(world, 1, 6);
      await world.endOf(1);
      expect(world.teams.shown()).toMatchObject([
        {
          rule: 'report-only-delta',
          record: 'day',
          title: `${name}: would have begun to block: 6 people`,
          policyId: mfa.id,
          countText: '1 day',
          facts: [
            {
              title: 'Would have blocked',
              value: '6 people, 12 sign-ins (the day before 0, 0 a day in the week before)',
            },
            {
              title: 'Would have prompted',
              value: '0 people, 0 sign-ins (the day before 0, 0 a day in the week before)',
            },
          ],
        },
      ]);
    }));

  it('tells of many more than in the week before, not of a few more', () =>
    counting(async (world) => {
      for (const [day, people] of [5, 7, 9, 8].entries()) {
        blockedOn(world, day, people, 'reportOnlyInterrupted');
        await world.endOf(day);
      }
      expect(titles(world)).toEqual([]);
      blockedOn(world, 4, 15, 'reportOnlyInterrupted');
      await world.endOf(4);
      expect(titles(world)).toEqual([`${name}: would have prompted 15 people, up from 7.3 a day`]);
    }));

  it('keeps the case of a policy up to date every day, until somebody resolves it', () =>
    counting(async (world) => {
      await world.endOf(0);
      blockedOn(world, 1, 6);
      await world.endOf(1);
      blockedOn(world, 2, 5);
      await world.endOf(2);
      expect(world.teams.shown()).toMatchObject([
        { title: `${name}: would have blocked 5 people and prompted 0`, count: 2 },
      ]);
      const caseId = world.teams.shown()[0]?.caseId ?? '';
      await world.store.alerts.write(tenantId, async (writer) => {
        const found = await writer.findCase(caseId);
        if (found !== undefined) await writer.saveCase({ ...found, state: 'resolved' });
      });
      blockedOn(world, 3, 5);
      await world.endOf(3);
      expect(world.teams.calls.filter(({ what }) => what === 'post')).toHaveLength(1);
    }));

  it('counts a record once that comes on two pages or is read at the edge of two slices', () =>
    counting(async (world) => {
      await world.endOf(0);
      for (const hours of [3, 6, 24]) {
        const at = atMinute(midnight + dayOf + hours * hour);
        world.signIns.put({ ...row(`at ${hours}`, 1, `person-${hours}`), at });
      }
      await world.endOf(1);
      const days = await world.store.alerts.write(tenantId, (writer) =>
        writer.rehearsalDays('2026-01-01', '2027-01-01'),
      );
      expect(days.at(-1)).toMatchObject({ blocked: 2, blockedPeople: 2 });
    }));

  it('counts each day once, and goes on at the last one after an absence', () =>
    counting(async (world) => {
      await world.endOf(0);
      const asked = world.signIns.asked.length;
      expect(await world.rehearsals.lookOnce(never)).toBe('nothing is due');
      await world.endOf(5);
      expect(world.signIns.asked.length).toBe(2 * asked);
      const ledger = await world.store.alerts.ledger(tenantId, 'report-only', 9);
      expect(ledger.map(({ from }) => from)).toEqual([
        atMinute(midnight + 5 * dayOf),
        atMinute(midnight),
      ]);
    }));

  it('reads nothing while no policy is report-only, nor soon after a start, nor when it is off', async () => {
    const none = { all: async () => [policy(mfa)], namedLocations: async () => [] };
    await counting(
      async (world) => {
        await world.endOf(0);
        expect(world.signIns.asked).toEqual([]);
      },
      { policies: none },
    );
    await counting(
      async (world) => {
        await world.endOf(0);
        expect(world.signIns.asked).toEqual([]);
      },
      { startedAt: atMinute(midnight + dayOf + 3.4 * hour) },
    );
    await counting(
      async (world) => {
        await world.endOf(0);
        expect(world.signIns.asked).toEqual([]);
      },
      {},
      { enabled: false },
    );
  });

  it('notes a read that fails, waits, and counts the day all the same', () =>
    counting(async (world) => {
      await world.endOf(0);
      blockedOn(world, 1, 6);
      world.signIns.failures.push(undefined, new AppError('unavailable', 'Graph is down.'));
      await expect(world.endOf(1)).rejects.toThrow('Graph is down.');
      expect(await failuresOf(world)).toMatchObject([{ code: 'unavailable', times: 1 }]);
      expect(await world.rehearsals.lookOnce(never)).toBe('nothing is due');
      world.clock.pass(16 * 60_000);
      expect(await world.rehearsals.lookOnce(never)).toBe('counted');
      await world.deliverAll();
      expect(titles(world)).toEqual([`${name}: would have begun to block: 6 people`]);
      expect((await failuresOf(world))[0]?.endedAt).toBeDefined();
    }));

  it('halves a time that Graph can not answer at once', () =>
    counting(async (world) => {
      world.signIns.failures.push(new AppError('timed-out', 'Too slow.'));
      blockedOn(world, 0, 2);
      await world.endOf(0);
      expect(await world.store.alerts.ledger(tenantId, 'report-only', 9)).toMatchObject([
        { rows: 4 },
      ]);
    }));

  it('lets one of two replicas count', () =>
    counting(async (world) => {
      await world.store.leases.acquire(
        { tenantId, job: 'report-only', holder: 'another' },
        atMinute(midnight + dayOf + 3.4 * hour),
        60 * 60_000,
      );
      await world.endOf(0);
      expect(world.signIns.asked).toEqual([]);
    }));

  it('posts nothing where the rules file leaves it to the digest', () =>
    counting(
      async (world) => {
        await world.endOf(0);
        blockedOn(world, 1, 6);
        await world.endOf(1);
        expect(titles(world)).toEqual([]);
        expect(await world.store.cases.open(tenantId, 9)).toMatchObject({
          total: 1,
          cases: [{ severity: 'low' }],
        });
      },
      {},
      { delivery: 'digest' },
    ));

  it('keeps a silence of the policy', () =>
    counting(async (world) => {
      await world.store.alerts.write(tenantId, (writer) =>
        writer.saveSilence({
          ...aSilence,
          matcher: { policy: { id: mfa.id, name: mfa.displayName } },
          until: atMinute(90 * dayOf),
        }),
      );
      await world.endOf(0);
      blockedOn(world, 1, 6);
      await world.endOf(1);
      expect(titles(world)).toEqual([]);
    }));
});
