import { describe, expect, it } from '@jest/globals';
import type { TroubleKind } from '../../src/domain/trouble.ts';
import { AppError } from '../../src/errors.ts';
import type { FailureRun, Sweep } from '../../src/ports/coverage.ts';
import { watchedBy } from '../alerts/watched-by.ts';
import { minutesAfter, noon } from '../builders.ts';
import type { CoverageGiven } from '../fakes/coverage.ts';
import { buttonsOf } from './buttons.ts';
import { createWorld } from './world.ts';

const hour = 60;
const at = (minute: number) => minutesAfter(noon, minute);

const continuous = [{ from: at(-30 * hour), to: at(4.5) }];

const sweep = (change: Partial<Sweep> = {}): Sweep => ({
  source: 'sign-ins',
  startedAt: at(-20),
  window: { from: at(-25 * hour), to: at(-80) },
  readTo: at(-80),
  endedAt: at(-19),
  rows: 400,
  newRows: 0,
  worstLatenessMs: 0,
  ...change,
});

const failing = (change: Partial<FailureRun> = {}): FailureRun => ({
  task: 'poll',
  window: { from: at(-60), to: at(-30) },
  since: at(-31),
  lastAt: at(0),
  times: 12,
  code: 'permission-missing',
  reason: 'The bot’s application lacks AuditLog.Read.All. Grant it in Entra.',
  ...change,
});

describe('coverage', () => {
  it('says up to when was read, how late records come, what came late, and when the next sweep is', async () => {
    const world = createWorld({
      coverage: {
        spans: continuous,
        sweeps: [sweep({ newRows: 2, worstLatenessMs: 9 * hour * 60_000 }), sweep()],
        late: [{ id: 'late-1', at: at(-12 * hour), firstSeenAt: at(-3 * hour) }],
        hours: [
          { startsAt: at(-60), reads: 60, newRows: 7 },
          { startsAt: at(0), reads: 5, newRows: 1 },
        ],
      },
      lateness: {
        count: 300,
        p50Ms: 120_000,
        p95Ms: 600_000,
        worstMs: 9 * hour * 60_000,
        newestAt: at(4),
      },
    });
    const { text, card } = await world.ask('coverage');
    expect(text).toContain('Coverage: No gap');
    expect(text).toContain('30 seconds behind the clock');
    expect(text).toContain(
      'Half come within 2 minutes, 95 % within 10 minutes, the latest after 9 hours',
    );
    expect(text).toContain('2 records in seven days came later than the 60 minutes');
    expect(text).toContain('came 9 hours late');
    expect(text).toContain('65 reads in 24 hours, 8 new records');
    expect(text).toContain('Every moment was asked of Graph');
    expect(JSON.stringify(card)).toContain('{{TIME(2026-11-22T12:40:00Z)}}');
    expect(buttonsOf(card).map(({ data }) => data.ask)).toContain('signin late-1');
  });

  it('holds what was seen against Graph’s own count, of a day that was read whole', async () => {
    const asked: unknown[] = [];
    const signInCounts = {
      blocked: async (window: unknown) => {
        asked.push(window);
        return 412;
      },
    };
    const given = { coverage: { spans: continuous, blocked: 409 }, deps: { signInCounts } };
    const { text } = await createWorld(given).ask('coverage');
    expect(text).toContain('Seen 409 blocked sign-ins of 412 that Graph’s own counter has.');
    expect(asked).toEqual([{ from: at(-25 * hour), to: at(-hour) }]);
    const short = { spans: [{ from: at(-20 * hour), to: at(4) }], blocked: 409 };
    const young = await createWorld({ ...given, coverage: short }).ask('coverage');
    expect(young.text).not.toContain('own counter');
    expect(young.text).toContain('a day that was read whole: there is none yet');
    expect(asked).toHaveLength(1);
  });

  it('shows each other source that is read, one read seldom as late only when it is', async () => {
    const hours = [{ startsAt: at(-60), reads: 2, newRows: 9 }];
    const spans = [{ from: at(-30 * hour), to: at(-1) }];
    const coverage = { spans, hours, sweeps: [sweep()] };
    const watchedSources = () => [
      { name: 'sign-ins', records: 'sign-ins' },
      { name: 'directory-audits', records: 'directory audits' },
      { name: 'all', records: 'sign-ins of all outcomes', everyMs: 5 * 60_000 },
    ];
    const { text } = await createWorld({ coverage, deps: { watchedSources } }).ask('coverage');
    expect(text).toContain('Directory audits');
    expect(text).toContain('2 reads in 24 hours, 9 new records. No count offered by Graph');
    expect(text).toContain('9 new records that a rule looks at. No count offered by Graph');
    expect(text).toContain('Sign-ins of all outcomes (read every 5 minutes)');
    expect(text.match(/6 minutes behind the clock/g)).toHaveLength(3);
    expect(text.match(/Not read yet/g)).toHaveLength(2);
    expect(text).toContain('Directory audits: Not read yet.');
    expect(text).not.toContain('outcomes: Not read yet.');
    expect(text.match(/next sweep begins/g)).toHaveLength(2);
  });

  it('does without Graph’s count where there is none, or none just now', async () => {
    const throttled = async () => {
      throw new AppError('throttled', 'Graph throttles.');
    };
    const notOffered = async () => undefined;
    for (const [blocked, why] of [
      [throttled, 'Graph’s own count could not be read: Graph throttles.'],
      [notOffered, 'No count offered by Graph here: its counter of blocked sign-ins'],
    ] as const) {
      const deps = { signInCounts: { blocked } };
      const { text } = await createWorld({ coverage: { spans: continuous }, deps }).ask('coverage');
      expect(text).toContain('Coverage: No gap');
      expect(text).toContain(why);
      expect(text).not.toContain('own counter');
    }
  });

  it('names the time that is not read yet, with the reason and how often it was tried', async () => {
    const world = createWorld({
      coverage: { spans: [{ from: at(-30 * hour), to: at(-30) }], failures: [failing()] },
    });
    const { text } = await world.ask('coverage');
    expect(text).toContain('Coverage: The watch is behind');
    expect(text).toContain('Not read yet. Tried 12 times: The bot’s application lacks');
    expect(text).toContain('Outside the gaps above, every moment');
  });

  it('keeps what was read after failures apart from what nobody can read any more', async () => {
    const world = createWorld({
      coverage: {
        spans: [
          { from: at(-40 * 24 * hour), to: at(-35 * 24 * hour) },
          { from: at(-30 * 24 * hour), to: at(4) },
        ],
        failures: [failing({ endedAt: at(1), code: 'unavailable', reason: 'Graph was down.' })],
      },
    });
    const { text } = await world.ask('coverage');
    expect(text).toContain('Coverage: 1 gap that nobody can read any more');
    expect(text).toContain('Never read. The bot was not reading');
    expect(text).toContain('Read since: 12 reads had failed. Graph was down.');
    expect(text.indexOf('Never read')).toBeLessThan(text.indexOf('Read since'));
  });

  it('says what else is wrong with the watch, once', async () => {
    const trouble = (kind: TroubleKind, sentence: string) => ({
      id: kind,
      kind,
      subject: '',
      sentence,
      nextStep: 'Look.',
      since: at(-9),
      revision: 1,
    });
    const troubles = [trouble('gone-silent', 'It is silent.'), trouble('behind', 'It is behind.')];
    const { text } = await createWorld({ coverage: { spans: continuous }, troubles }).ask(
      'coverage',
    );
    expect(text).toContain('It is silent. Look.');
    expect(text).not.toContain('It is behind.');
  });

  it('claims nothing before the first read', async () => {
    const { text } = await createWorld().ask('coverage');
    expect(text).toContain('Coverage: Nothing was read yet');
    expect(text).toContain('Not measured yet');
    expect(text).not.toContain('asked of Graph');
  });

  it('does not take a clock that was wrong for a proof of the future', async () => {
    const world = createWorld({ coverage: { spans: [{ from: at(-60), to: at(999) }] } });
    expect((await world.ask('coverage')).text).toContain('0 seconds behind the clock');
  });

  it('says when a sweep is held up', async () => {
    const world = createWorld({
      coverage: {
        spans: continuous,
        sweeps: [sweep({ endedAt: undefined, readTo: at(-9 * hour) })],
        failures: [failing({ task: 'sweep', reason: 'Graph took too long.' })],
      },
    });
    const { text } = await world.ask('coverage');
    expect(text).toContain('The last one is held up: Graph took too long.');
    expect(text).toContain('Coverage: No gap');
  });

  it('shows the worst six times of a bad week, and how many more there were', async () => {
    const failures = Array.from({ length: 9 }, (_, n) =>
      failing({ since: at(-n * hour - 30), endedAt: at(-n * hour), reason: `Reason ${n}.` }),
    );
    const { text } = await createWorld({ coverage: { spans: continuous, failures } }).ask(
      'coverage',
    );
    expect(text).toContain('Reason 5.');
    expect(text).not.toContain('Reason 6.');
    expect(text).toContain('3 more times');
  });

  it('says how far the unified audit log was searched, and why not where it was not', async () => {
    const said = async (unified: CoverageGiven['unified']) =>
      (await createWorld({ coverage: { spans: continuous, unified } }).ask('coverage')).text;
    expect(await said({})).toContain('Not searched yet.');
    expect(await said({ spans: [{ from: at(-9 * hour), to: at(-3 * hour) }] })).toContain(
      'Searched 3 hours ago',
    );
    const reason = 'The bot’s application lacks AuditLogsQuery.Read.All. Grant it in Entra.';
    expect(await said({ failures: [failing({ reason })] })).toContain(
      `Not searched, and nobody is told of what it holds: ${reason}`,
    );
  });

  it('says nothing of the unified audit log while no rule looks at it', async () => {
    const text = 'rules: { auditing-off: { enabled: false } }';
    const deps = { watched: () => watchedBy({ text, readAt: noon }) };
    const { text: said } = await createWorld({ deps }).ask('coverage');
    expect(said).not.toContain('Unified audit log');
  });

  it('is for readers', async () => {
    const { text } = await createWorld({ level: 'none' }).ask('coverage');
    expect(text).not.toContain('Coverage');
  });
});
