import { troubleView } from '../../src/alerts/self-check/trouble-view.ts';
import type { Render } from '../../src/cards/render.ts';
import type { FailureRun, Sweep } from '../../src/ports/coverage.ts';
import { minutesAfter, noon } from '../builders.ts';
import { createWorld } from '../commands/world.ts';
import { playDoctor } from './doctor-scenes.ts';

const hour = 60;
const at = (minute: number) => minutesAfter(noon, minute);

const swept: Sweep = {
  source: 'sign-ins',
  startedAt: at(-20),
  window: { from: at(-25 * hour), to: at(-80) },
  readTo: at(-80),
  endedAt: at(-19),
  rows: 4_812,
  newRows: 1,
  worstLatenessMs: 9 * hour * 60_000,
};
const failed = (n: number): FailureRun => ({
  task: 'poll',
  window: { from: at(-n * hour - 90), to: at(-n * hour) },
  since: at(-n * hour - 30),
  lastAt: at(-n * hour),
  endedAt: at(-n * hour),
  times: 28,
  code: 'unavailable',
  reason: 'Microsoft Graph has a problem (HTTP 503). Try again in a minute.',
});

/** A good day, a bad week, and a first minute; then what the doctor finds. */
export async function playCoverage(render: Render): Promise<void> {
  const good = {
    spans: [{ from: at(-72 * hour), to: at(4.5) }],
    sweeps: [swept],
    late: [{ id: 'late-1', at: at(-12 * hour), firstSeenAt: at(-3 * hour) }],
    hours: [{ startsAt: at(-60), reads: 60, newRows: 7 }],
    blocked: 409,
    unified: { spans: [{ from: at(-72 * hour), to: at(-2 * hour) }] },
  };
  const deps = {
    signInCounts: { blocked: async () => 412 },
    watchedSources: () => [
      { name: 'sign-ins', records: 'sign-ins' },
      { name: 'directory-audits', records: 'directory audits' },
    ],
  };
  const bad = {
    spans: [
      { from: at(-900 * hour), to: at(-800 * hour) },
      { from: at(-720 * hour), to: at(-30) },
    ],
    failures: [{ ...failed(0), endedAt: undefined }, ...[1, 2, 3, 4, 5, 6, 7].map(failed)],
  };
  const lateness = {
    count: 300,
    p50Ms: 120_000,
    p95Ms: 600_000,
    worstMs: 9 * hour * 60_000,
    newestAt: at(4),
  };
  const trouble = {
    id: 'trouble-1',
    kind: 'reads-failing' as const,
    subject: '',
    sentence: 'Reading the sign-ins has been failing for ten minutes or more.',
    nextStep: 'Microsoft Graph has a problem (HTTP 503). Try again in a minute.',
    since: at(-40),
    revision: 1,
  };
  for (const given of [
    { coverage: good, lateness, deps },
    { coverage: bad, troubles: [{ ...trouble, kind: 'sweep-late' as const }] },
    {},
  ]) {
    await createWorld({ ...given, parts: { render } }).ask('coverage');
  }
  render('about-bot', troubleView(trouble));
  render('about-bot', troubleView({ ...trouble, endedAt: at(-5) }));
  await playDoctor(render);
}
