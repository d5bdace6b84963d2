import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Case } from '../../src/domain/case.ts';
import type { OutboxClaim } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/store/open-store.ts';
import { aSubscription, atMinute, minuteMs, tenantId, theCase } from '../alerts/builders.ts';

export interface Setup {
  /** Opens the same database again and again; the first time it is empty. */
  open(): Promise<Store>;
  /** Called after each test, when every store is closed. */
  cleanUp(): Promise<void>;
  /** True when what is stored outlives a closed store. */
  readonly lasts: boolean;
}

/** One test's store, and the ways to open the same again. */
export interface Opened {
  readonly store: Store;
  readonly lasts: boolean;
  again(): Promise<Store>;
  closeAll(): Promise<void>;
}

/** Runs the tests of one contract with a new, empty database for each. */
export function describeStore(
  title: string,
  setUp: () => Setup,
  tests: (opened: () => Opened) => void,
): void {
  describe(title, () => {
    let setup: Setup;
    let opened: Opened;

    beforeEach(async () => {
      setup = setUp();
      const stores = [await setup.open()];
      const [store] = stores as [Store];
      opened = {
        store,
        lasts: setup.lasts,
        async again() {
          const another = await setup.open();
          stores.push(another);
          return another;
        },
        async closeAll() {
          await Promise.all(stores.splice(0).map((one) => one.close()));
        },
      };
    });
    afterEach(async () => {
      await opened.closeAll();
      await setup.cleanUp();
    });

    tests(() => opened);
  });
}

export const channel = '19:alerts@thread.tacv2';

/** A subscribed channel with one card due at minute 0. */
export async function withCard(store: Store, alert: Case = theCase()): Promise<void> {
  await store.subscriptions.subscribe(aSubscription(channel));
  await store.alerts.write(tenantId, async (writer) => {
    await writer.saveCase(alert);
    await writer.enqueueCard(alert.id, channel, atMinute(0));
  });
}

/** What is due in the channel; a task in flight for a minute counts as abandoned. */
export function claimAt(store: Store, at: Date): Promise<OutboxClaim | undefined> {
  return store.outbox.claimNext(tenantId, channel, at, new Date(at.getTime() - minuteMs));
}

export async function claimed(store: Store, at: Date): Promise<OutboxClaim> {
  const claim = await claimAt(store, at);
  if (claim === undefined) throw new Error('nothing to claim');
  return claim;
}

export function sentAs(activityId: string, at: Date) {
  return { activityId, at, nextUpdateAt: new Date(at.getTime() + 3_000) };
}

/** The searches of a new, empty database. */
export async function withSearches(setUp: () => Setup) {
  const setup = setUp();
  const store = await setup.open();
  return {
    jobs: store.searches,
    close: async () => {
      await store.close();
      await setup.cleanUp();
    },
  };
}
