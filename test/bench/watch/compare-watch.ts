import type { Figure } from '../figure.ts';
import {
  type Polling,
  runNaiveLoop,
  sinceLastPoll,
  sinceNewestRecord,
  withOverlap,
} from './naive-loop.ts';
import { runOurWatch, type Watched } from './our-watch.ts';
import { onStage } from './stage.ts';
import { type TapeEvent, writeTape } from './tape.ts';
import { account, type Told } from './told.ts';

const seed = 7;
const days = 2;
const eventsADay = 300;
/** A day and an hour after the last event even the latest record has come. */
const minutes = (days + 1) * 24 * 60 + 60;

const baselines: readonly (Polling & { readonly name: string })[] = [
  { name: 'since the last poll, each minute', everyMinutes: 1, nextFrom: sinceLastPoll },
  { name: 'since the last poll, each 15 min', everyMinutes: 15, nextFrom: sinceLastPoll },
  { name: '10 min overlap, each minute', everyMinutes: 1, nextFrom: withOverlap },
  { name: '10 min overlap, each 15 min', everyMinutes: 15, nextFrom: withOverlap },
  { name: 'since the newest record', everyMinutes: 1, nextFrom: sinceNewestRecord },
];

const none = { sign: '=', value: 0 } as const;

function figuresOf(tape: readonly TapeEvent[], ours: Told, name: string, baseline: Told): Figure[] {
  const [own, other] = [account(tape, ours), account(tape, baseline)];
  const what = `${tape.length} late blocks, beside “${name}”`;
  const count = (part: 'missed' | 'doubled'): Figure => ({
    what: `${what}: ${part}`,
    unit: '',
    ours: own[part],
    baseline: other[part],
    ratio: other[part] === 0 ? own[part] : own[part] / other[part],
    target: none,
  });
  return [
    count('missed'),
    count('doubled'),
    { what: `${what}: requests`, unit: '', ours: ours.requests, baseline: baseline.requests },
    { what: `${what}: messages`, unit: '', ours: ours.posts, baseline: baseline.posts },
  ];
}

/** What the watch misses and doubles of days of late records, beside loops as tutorials show them, on the same tape. */
export async function compareWatch(): Promise<Figure[]> {
  const tape = writeTape(seed, days, eventsADay);
  const ours: Watched = await onStage(tape, seed, (stage) => runOurWatch(stage, minutes));
  const figures: Figure[] = [];
  for (const { name, ...polling } of baselines) {
    const told = await onStage(tape, seed, (stage) => runNaiveLoop(stage, minutes, polling));
    figures.push(...figuresOf(tape, ours, name, told));
  }
  return [...figures, { what: 'cards changed in place instead', unit: '', ours: ours.updates }];
}
