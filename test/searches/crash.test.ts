import { describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/open-store.ts';
import { type Fuse, fused, moments } from '../alerts/fuse.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { noon } from '../builders.ts';
import { createFakeAuditSearch } from '../fakes/audit-search.ts';
import { aRecord, tenantId } from './builders.ts';
import {
  aQuestion,
  clockAt,
  fakeMessages,
  olga,
  type Parts,
  place,
  processOver,
  signal,
} from './world.ts';

interface Lived {
  readonly steps: number;
  readonly shown: ReadonlyMap<string, string>;
  readonly posts: number;
  readonly submitted: number;
}

const endless = { afterwards: false, diesAt: 0 };

/** A question, a process that may die while it looks for the answer, and another that takes over. */
async function live(fuse: Fuse): Promise<Lived> {
  const clock = clockAt(noon);
  const search = createFakeAuditSearch();
  for (const id of ['a', 'b', 'c', 'd', 'e']) search.add(aRecord(id, 5));
  const messages = fakeMessages();
  const log = recordingLog();
  const store = await openStore('sqlite::memory:', { log });
  const parts: Parts = { clock, store, search, messages, log };
  const { desk } = processOver(parts);
  const question = aQuestion();
  const job = await desk.ask(question, olga, false);
  // The second card is gone before the answer is there: it has to be posted anew.
  messages.shown.set('message-1', 'searching');
  for (const message of ['message-1', 'message-2']) {
    const { line, askedAt } = question;
    const card = { place: place(message), asker: olga, timeZone: 'UTC', line, askedAt };
    await desk.watch(job, card);
  }

  const lifeOf = async (own: Fuse) => {
    const { runner } = processOver(parts, {
      store: fused(store.searches, own),
      leases: fused(store.leases, own),
      search: fused(search, own),
      notifier: fused(messages, own),
    });
    const isDone = async () => (await store.searches.watchers(tenantId)).length === 0;
    for (let round = 0; round < 60 && !own.blown && !(await isDone()); round += 1) {
      // As the loops do: a failure is logged, and the next round tries again.
      await runner.runSearches(signal).catch(() => undefined);
      await runner.showSearches(signal).catch(() => undefined);
      clock.pass(1_000);
    }
  };

  await lifeOf(fuse);
  const { steps } = fuse;
  // The lease of the dead runs out.
  clock.pass(4 * 60_000);
  await lifeOf({ ...endless, steps: 0, blown: false });
  await store.close();
  const posts = messages.calls.filter((call) => call.startsWith('post')).length;
  return { steps, shown: messages.shown, posts, submitted: search.submitted.length };
}

describe('a process that dies between any two steps of a search', () => {
  it('leaves the answer to the next, at most one search that nobody reads, and at most one card twice', async () => {
    const answer = 'olga: finished: a b c d e';
    const whole = await live({ ...endless, steps: 0, blown: false });
    expect(whole).toMatchObject({ posts: 1, submitted: 1 });
    expect([...whole.shown.values()]).toEqual([answer, answer]);
    expect(whole.steps).toBeGreaterThan(40);
    const doubled = { submitted: new Set<string>(), posted: new Set<string>() };
    for (const fuse of moments(whole.steps)) {
      const { shown, posts, submitted } = await live(fuse);
      const { victim = '' } = fuse;
      const answers = [...shown.values()].filter((text) => text === answer);
      expect({ victim, first: shown.get('message-1') }).toEqual({ victim, first: answer });
      expect(answers.length).toBeGreaterThanOrEqual(2);
      expect(posts).toBeLessThanOrEqual(2);
      expect(submitted).toBeLessThanOrEqual(2);
      if (submitted === 2) doubled.submitted.add(victim);
      if (posts === 2) doubled.posted.add(victim);
    }
    // Done and not yet recorded: the only moments at which nobody can know.
    expect([...doubled.submitted].toSorted()).toEqual(['after submit', 'before save']);
    expect([...doubled.posted].toSorted()).toEqual(['after post', 'before moveWatcher']);
  }, 120_000);
});
