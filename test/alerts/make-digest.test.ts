import { describe, expect, it } from '@jest/globals';
import { makeDigest } from '../../src/alerts/make-digest.ts';
import type { Digest, DigestSettings } from '../../src/domain/digest.ts';
import { weekdays } from '../../src/domain/digest-due.ts';
import { AppError } from '../../src/errors.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aSubscription, atMinute, tenantId } from './builders.ts';
import { type Fuse, fused, moments } from './fuse.ts';
import { recordingLog } from './recording-log.ts';
import { blocked } from './records.ts';
import {
  channel,
  clockAt,
  fakeLog,
  fakeTeams,
  inWorld,
  never,
  renderDigest,
  watchOver,
} from './world.ts';

const hour = 60;
const day = 24 * hour;
/** Eight o'clock on the Monday after the tests' Sunday morning. */
const eight = 23 * hour;

const digest: DigestSettings = { atMinute: 8 * hour, zone: 'UTC', weekdays, whenNothing: true };

/** The digests that were rendered: each is one that was sent, or tried to be. */
function withDigests(change: Partial<DigestSettings> = {}) {
  const sent: Digest[] = [];
  const deps = {
    digest: { ...digest, ...change },
    renderDigest(one: Digest) {
      sent.push(one);
      return renderDigest(one);
    },
  };
  return { sent, deps };
}

const readTo = (minute: number) => ({
  source: 'sign-ins',
  from: atMinute(0),
  to: atMinute(minute),
  readAt: atMinute(minute),
  pages: 1,
  rows: 0,
  newRows: 0,
  worstLatenessMs: 0,
});

const days = (sent: readonly Digest[]) =>
  sent.map(({ window }) => window.from.toISOString().slice(5, 10));

describe('the daily digest of the watch', () => {
  it('is posted once a day at its time, about the day before, however often is polled', async () => {
    const { sent, deps } = withDigests();
    await inWorld(
      async ({ signIns, teams, at }) => {
        signIns.put(blocked({ id: 'a-1', minute: 2, user: 'ada' }));
        signIns.put(blocked({ id: 'a-2', minute: 65, user: 'ada' }));
        signIns.put(blocked({ id: 'b-1', minute: 70, user: 'bob' }));
        signIns.put(blocked({ id: 'c-1', minute: eight - 30, user: 'cleo' }));
        for (const minute of [5, 80, eight - 1]) await at(minute);
        expect(sent).toEqual([]);
        for (const minute of [0, 1, 60, 900]) await at(eight + minute);
        expect(days(sent)).toEqual(['11-22']);
        expect(sent[0]?.figures).toMatchObject({ signIns: 3, people: 2, cases: 2 });
        expect(sent[0]?.open).toMatchObject({ total: 3, unclaimed: 3 });
        const { view } = teams.calls.at(-1) ?? {};
        expect(view?.title).toBe('Sunday 22 Nov');
        await at(eight + day);
        await at(eight + day + 1);
        expect(days(sent)).toEqual(['11-22', '11-23']);
      },
      { change: deps },
    );
  });

  it('is sent later on the same day by a bot that was down, once all is read', async () => {
    const { sent, deps } = withDigests();
    await inWorld(
      async ({ signIns, at }) => {
        await at(0);
        signIns.put(blocked({ id: 'a-1', minute: 400, user: 'ada' }));
        await at(eight + 5 * hour);
        await at(eight + 6 * hour);
        expect(days(sent)).toEqual(['11-22']);
        expect(sent[0]).toMatchObject({ figures: { signIns: 1 } });
        expect(sent[0]?.missed).toEqual([]);
      },
      { change: deps },
    );
  });

  it('waits for a log that can’t be read, an hour at most, and says what it misses', async () => {
    const { sent, deps } = withDigests();
    await inWorld(
      async ({ signIns, at, watch, clock, deliverAll }) => {
        await at(0);
        await at(600);
        signIns.failures.push(
          ...Array.from({ length: 9 }, () => new AppError('unavailable', 'no')),
        );
        const failingAt = async (minute: number) => {
          clock.set(minute);
          await watch.pollOnce(never);
          await deliverAll();
        };
        await failingAt(eight + 1);
        expect(sent).toEqual([]);
        await failingAt(eight + 60);
        expect(days(sent)).toEqual(['11-22']);
        expect(sent[0]?.missed.map(({ source }) => source)).toEqual(['sign-ins']);
      },
      { change: deps },
    );
  });

  it('is not sent by a bot that began to watch after that day', async () => {
    const { sent, deps } = withDigests();
    await inWorld(
      async ({ at }) => {
        await at(eight + 5 * hour);
        expect(sent).toEqual([]);
        await at(eight + day);
        expect(days(sent)).toEqual(['11-23']);
      },
      { change: deps },
    );
  });

  it('compares with the same day a week before once that was read', async () => {
    const { sent, deps } = withDigests();
    await inWorld(
      async ({ signIns, at }) => {
        await at(0);
        for (const [id, minute] of Object.entries({ a: 1000, b: 1010, c: 1020 })) {
          signIns.put(blocked({ id, minute, user: 'ada' }));
        }
        signIns.put(blocked({ id: 'd', minute: 1000 + 7 * day, user: 'ada' }));
        for (let minute = 3 * hour; minute <= eight + 8 * day; minute += 4 * hour) await at(minute);
        expect(sent).toHaveLength(9);
        expect(sent.slice(0, 8).map(({ before }) => before)).toEqual(
          Array.from({ length: 8 }, () => undefined),
        );
        expect(sent[8]).toMatchObject({ before: { signIns: 3 }, figures: { signIns: 1 } });
      },
      { change: deps },
    );
  });

  it('goes to the named conversations alone, and says when there is none of a name', async () => {
    const { sent, deps } = withDigests({ to: ['security', 'Nobody'] });
    await inWorld(
      async ({ store, at, log }) => {
        const other = { ...aSubscription('19:other@thread.tacv2'), name: 'Other' };
        await store.subscriptions.subscribe(other);
        await at(0);
        await at(eight);
        expect(sent).toHaveLength(1);
        expect(JSON.stringify(log.lines)).toContain('digest.to names a conversation');
      },
      { change: deps },
    );
  });

  it('goes to all while nobody is called as its settings say', async () => {
    const { sent, deps } = withDigests({ to: ['Nobody'] });
    await inWorld(
      async ({ store, at }) => {
        const other = { ...aSubscription('19:other@thread.tacv2'), name: 'Other' };
        await store.subscriptions.subscribe(other);
        for (const minute of [0, eight]) await at(minute);
        expect(sent).toHaveLength(2);
      },
      { change: deps },
    );
  });

  it('may be left out when it has nothing to tell, and is sent again when it has', async () => {
    const { sent, deps } = withDigests({ whenNothing: false });
    await inWorld(
      async ({ signIns, at }) => {
        for (const minute of [0, eight, eight + 3 * hour]) await at(minute);
        signIns.put(blocked({ id: 'a', minute: eight + 4 * hour, user: 'ada' }));
        for (const minute of [5 * hour, day]) await at(eight + minute);
        expect(days(sent)).toEqual(['11-23']);
      },
      { change: deps },
    );
  });
});

/** A digest made and sent by a process that dies at one step, and by one that takes over. */
async function morning(fuse: Fuse): Promise<{ steps: number; posts: number }> {
  const log = recordingLog();
  const clock = clockAt(0);
  const teams = fakeTeams();
  const store = await openStore('sqlite::memory:', { log });
  const live = async (through: <T extends object>(part: T) => T) => {
    const parts = { tenantId, digest, clock, log, coverage: store.coverage };
    const signIns = fakeLog(clock);
    const watch = watchOver(
      { clock, signIns, teams, log, store },
      { notifier: through(teams), store: { ...store, outbox: through(store.outbox) } },
    );
    await makeDigest({ ...parts, store: through(store.alerts), digests: through(store.digests) });
    await watch.deliverOnce(never);
  };
  try {
    await store.subscriptions.subscribe(aSubscription(channel));
    await store.alerts.write(tenantId, (writer) => writer.appendLedger(readTo(eight)));
    clock.set(eight);
    await live((part) => fused(part, fuse)).catch((thrown: unknown) => {
      if (!fuse.blown) throw thrown;
    });
    for (const minute of [1, 3, 5]) {
      clock.set(eight + minute);
      await live((part) => part);
    }
    expect(await store.outbox.backlog(tenantId)).toMatchObject({ waiting: 0, givenUp: 0 });
    return { steps: fuse.steps, posts: teams.calls.length };
  } finally {
    await store.close();
  }
}

describe('a process that dies while it makes or sends the digest', () => {
  it('leaves one digest of the day, or two where it died before it knew that one was posted', async () => {
    const whole = await morning({ steps: 0, diesAt: 0, afterwards: false, blown: false });
    expect(whole.posts).toBe(1);
    expect(whole.steps).toBeGreaterThan(8);
    const doubled = new Set<string | undefined>();
    for (const fuse of moments(whole.steps)) {
      const { posts } = await morning(fuse);
      expect([1, 2]).toContain(posts);
      if (posts === 2) doubled.add(fuse.victim);
    }
    expect([...doubled].toSorted()).toEqual(['after post', 'before settleSent']);
  }, 60_000);
});
