import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createSelfCheck } from '../../../src/alerts/self-check/self-check.ts';
import { troubleView } from '../../../src/alerts/self-check/trouble-view.ts';
import { openStore, type Store } from '../../../src/store/open-store.ts';
import { aSubscription, atMinute, tenantId } from '../builders.ts';
import { emptyDatabases, type Fuse, fused, inNewFolder, moments } from '../fuse.ts';
import { recordingLog } from '../recording-log.ts';
import { clockAt, fakeTeams, never, nobodyFound } from '../world.ts';

/** Reads fail, are told, and work again; the process dies at one step of that and another takes over. */
async function live(file: string, fuse: Fuse) {
  const log = recordingLog();
  const clock = clockAt(0);
  const teams = fakeTeams();
  const checkOver = (store: Store) =>
    createSelfCheck({
      alerts: fused(store.alerts, fuse),
      coverage: fused(store.coverage, fuse),
      outbox: fused(store.outbox, fuse),
      subscriptions: fused(store.subscriptions, fuse),
      ownChats: fused(store.ownChats, fuse),
      mentions: nobodyFound,
      leases: fused(store.leases, fuse),
      troubles: fused(store.troubles, fuse),
      notifier: fused(teams, fuse),
      tenantId,
      renderTrouble: (trouble) => ({
        card: { type: 'AdaptiveCard', view: troubleView(trouble) },
        text: trouble.sentence,
      }),
      clock,
      random: () => 0.5,
      log,
      newId: randomUUID,
      startedAt: atMinute(0),
      settleMs: 30_000,
      ruleProblems: () => [],
      inForce: () => ({ rules: [], digest: undefined }),
      sources: () => [
        { name: 'sign-ins', records: 'sign-ins' },
        { name: 'directory-audits', records: 'directory audits' },
      ],
    });
  const window = { from: atMinute(-60), to: atMinute(0) };
  const fail = (store: Store, minute: number) =>
    store.alerts.write(tenantId, (writer) =>
      writer.noteFailedRead({
        source: 'sign-ins',
        task: 'poll',
        window,
        at: atMinute(minute),
        code: 'unavailable',
        reason: 'Graph does not answer.',
      }),
    );
  const succeed = (store: Store, minute: number) =>
    store.alerts.write(tenantId, (writer) =>
      writer.appendLedger({
        source: 'sign-ins',
        from: window.from,
        to: atMinute(minute),
        readAt: atMinute(minute),
        pages: 1,
        rows: 0,
        newRows: 0,
        worstLatenessMs: 0,
      }),
    );

  const first = await openStore(`sqlite:${file}`, { log });
  for (const id of ['19:one', '19:two']) await first.subscriptions.subscribe(aSubscription(id));
  await fail(first, 0);
  await fail(first, 11);
  clock.set(11);
  await checkOver(first)
    .checkOnce(never)
    .catch((thrown: unknown) => {
      if (!fuse.blown) throw thrown;
    });
  await first.close();
  const { steps } = fuse;

  Object.assign(fuse, { blown: false, steps: Number.MIN_SAFE_INTEGER });
  const second = await openStore(`sqlite:${file}`, { log });
  const check = checkOver(second);
  clock.set(12);
  await check.checkOnce(never);
  await succeed(second, 13);
  clock.set(13);
  await check.checkOnce(never);
  const open = await check.open();
  await second.close();
  const posts = teams.calls.filter(({ what }) => what === 'post').length;
  const over = ['19:one', '19:two'].map((id) => teams.shown(id).at(-1)?.title);
  return { steps, posts, over, open: open.length };
}

describe('a process that dies between any two steps of its self-check', () => {
  it(
    'tells each trouble and its end, and doubles at most the one message in flight',
    () =>
      inNewFolder(async (folder) => {
        const empty = await emptyDatabases(folder);
        const survivor = { steps: 0, diesAt: 0, afterwards: false, blown: false };
        const whole = await live(await empty(), survivor);
        const over = ['About the bot: over', 'About the bot: over'];
        expect(whole).toMatchObject({ posts: 2, over, open: 0 });
        expect(whole.steps).toBeGreaterThan(10);
        const doubled = new Set<string | undefined>();
        for (const fuse of moments(whole.steps)) {
          const { posts, ...outcome } = await live(await empty(), fuse);
          expect({ victim: fuse.victim, over: outcome.over, open: outcome.open }).toEqual({
            victim: fuse.victim,
            over,
            open: 0,
          });
          if (posts > 2) doubled.add(fuse.victim);
          expect(posts).toBeLessThanOrEqual(3);
        }
        expect([...doubled].toSorted()).toEqual(['after post', 'before saveNotice']);
      }),
    60_000,
  );
});
