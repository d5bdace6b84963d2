import type { SignInKind } from './circumstances.ts';
import { alice } from './identities.ts';
import type { Person } from './people.ts';
import { between, createRandom, type Random, weightedPicker } from './random.ts';
import type { SignInRow } from './sign-in-row.ts';
import type { SignInOrder } from './sign-in-writer.ts';
import type { Situation } from './situation.ts';
import { situationNamed, situations } from './situations.ts';

const dayMs = 86_400_000;
const hourWeights = [
  1, 1, 1, 1, 1, 3, 12, 40, 70, 80, 75, 60, 55, 70, 75, 70, 55, 30, 15, 10, 8, 6, 4, 2,
];
const kinds: ReadonlyArray<readonly [SignInKind, number]> = [
  ['interactiveUser', 32],
  ['nonInteractiveUser', 48],
  ['servicePrincipal', 12],
  ['managedIdentity', 8],
];

type Write = (order: SignInOrder) => SignInRow;

/** Picks a situation that may happen to a kind of sign-in, by its weight. */
export function situationPicker(kind: SignInKind): (random: Random) => Situation {
  const able = [...situations.values()].filter((one) => one.kinds.includes(kind));
  return weightedPicker(able, (one) => one.weight);
}

/** How long until the log shows a sign-in: mostly a minute, sometimes a quarter of an hour. */
export function drawLag(random: Random, kind: SignInKind): number {
  if (random() < 0.03) return between(random, 300_000, 900_000);
  return kind === 'interactiveUser'
    ? between(random, 15_000, 110_000)
    : between(random, 30_000, 400_000);
}

function rhythmPicker(now: Date): (random: Random) => number {
  const hours: Array<{ startMs: number; weight: number }> = [];
  const lastHour = Math.floor(now.getTime() / 3_600_000) * 3_600_000;
  for (let back = 0; back < 30 * 24; back += 1) {
    const start = new Date(lastHour - back * 3_600_000);
    const isWeekend = start.getUTCDay() % 6 === 0;
    const weight = hourWeights[start.getUTCHours()] ?? 1;
    hours.push({ startMs: start.getTime(), weight: isWeekend ? weight * 0.15 : weight });
  }
  const pickHour = weightedPicker(hours, (hour) => hour.weight);
  return (random) => pickHour(random).startMs + Math.floor(random() * 3_600_000);
}

/** The row that follows a prompt which was met, some seconds after it. */
export function completion(prompt: SignInRow, write: Write, random: Random): SignInRow {
  const laterMs = between(random, 6, 40) * 1000;
  const { person, app, place, device, clientApp, addressNumber } = prompt.about;
  return write({
    situation: situationNamed('remote-mfa'),
    kind: prompt.about.kind,
    atMs: prompt.atMs + laterMs,
    visibleAtMs: prompt.visibleAtMs + laterMs,
    random,
    person,
    completes: prompt,
    change: { app, place, device, clientApp, addressNumber, mfa: 'done' },
  });
}

/** Thirty days of sign-ins up to now in the rhythm of an office; `count` first rows, completions besides. */
export function writeHistory(count: number, now: Date, seed: number, write: Write): SignInRow[] {
  const random = createRandom(seed + 11);
  const pickTime = rhythmPicker(now);
  const pickKind = weightedPicker(kinds, ([, weight]) => weight);
  const pickSituation = new Map(kinds.map(([kind]) => [kind, situationPicker(kind)]));
  const rows: SignInRow[] = [];
  for (let i = 0; i < count; i += 1) {
    const kind = pickKind(random)[0];
    const isRound = kind === 'servicePrincipal' || kind === 'managedIdentity';
    let atMs = isRound ? now.getTime() - Math.floor(random() * 30 * dayMs) : pickTime(random);
    if (atMs > now.getTime()) atMs -= 3_600_000;
    const situation = pickSituation.get(kind)?.(random) ?? situationNamed('office');
    const row = write({ situation, kind, atMs, visibleAtMs: atMs + drawLag(random, kind), random });
    rows.push(row);
    if (situation.thenSucceeds) rows.push(completion(row, write, random));
  }
  return rows;
}

const lastDay: ReadonlyArray<readonly [number, string, SignInKind]> = [
  [4, 'office', 'interactiveUser'],
  [9, 'blocked-country', 'interactiveUser'],
  [16, 'mfa-then-done', 'interactiveUser'],
  [31, 'remote', 'nonInteractiveUser'],
  [44, 'wrong-password', 'interactiveUser'],
  [58, 'mfa-denied', 'interactiveUser'],
  [75, 'not-compliant', 'interactiveUser'],
  [96, 'office', 'nonInteractiveUser'],
  [130, 'phone', 'interactiveUser'],
  [180, 'mfa-not-completed', 'interactiveUser'],
  [240, 'remote-mfa', 'interactiveUser'],
  [300, 'sign-in-frequency', 'nonInteractiveUser'],
  [390, 'custom-control', 'interactiveUser'],
  [480, 'blocked-legacy', 'interactiveUser'],
  [600, 'medium-risk', 'interactiveUser'],
  [720, 'device-code', 'interactiveUser'],
  [840, 'not-joined', 'interactiveUser'],
  [960, 'wrong-platform', 'interactiveUser'],
  [1080, 'not-approved-app', 'interactiveUser'],
  [1200, 'mfa-new-place', 'interactiveUser'],
  [1320, 'device-asked', 'interactiveUser'],
  [1400, 'risk-no-proof', 'interactiveUser'],
];

/** Alice's last week: every verdict in the last day, and enough for several pages of ten. */
export function writeAlice(
  now: Date,
  seed: number,
  people: readonly Person[],
  write: Write,
): SignInRow[] {
  const random = createRandom(seed + 12);
  const person = people.find((one) => one.id === alice.id);
  const rows: SignInRow[] = [];
  const add = (minutesAgo: number, name: string, kind: SignInKind) => {
    const atMs = now.getTime() - minutesAgo * 60_000;
    const situation = situationNamed(name);
    const row = write({ situation, kind, atMs, visibleAtMs: atMs + 30_000, random, person });
    rows.push(row);
    if (situation.thenSucceeds) rows.push(completion(row, write, random));
  };
  for (const [minutesAgo, name, kind] of lastDay) add(minutesAgo, name, kind);
  const usual = [
    'office',
    'remote',
    'remote-mfa',
    'phone',
    'office',
    'keep-me',
    'wrong-password',
    'mfa-then-done',
  ];
  for (let i = 0; i < 48; i += 1) {
    add(
      1500 + i * 175,
      usual[i % usual.length] ?? 'office',
      i % 3 === 2 ? 'nonInteractiveUser' : 'interactiveUser',
    );
  }
  return rows;
}
