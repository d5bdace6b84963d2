import { createDemoCredential } from '../../src/demo/demo-credential.ts';
import type { SignInTiming } from '../../src/demo/tenant/place-sign-in.ts';
import type { Random } from '../../src/demo/tenant/random.ts';
import { startTenant } from '../../src/demo/tenant/server.ts';
import { connectGraph } from '../../src/graph/connect.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { SignInLog } from '../../src/ports/sign-in-log.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { clockAt, type SettableClock } from '../alerts/world.ts';
import type { Tally } from './tally.ts';
import { lateMinutes, type TapeEvent } from './tape.ts';

const faultKinds = ['429', '503', '504', 'reset', 'cut-json'] as const;
const tokenLastsMs = 30 * 60_000;
const movedIp = '203.0.113.99';

/** The simulated Graph over HTTP with one tape in it, and the true time. */
export interface Stage {
  readonly clock: SettableClock;
  readonly url: string;
  /** Lets the next questions about sign-ins fail. */
  trouble(random: Random, tally: Tally): void;
  /** Nothing fails any more. */
  calm(): void;
  close(): Promise<void>;
}

const prompt = { conditionalAccessStatus: 'failure', status: { errorCode: 50074 } };
const block = { conditionalAccessStatus: 'failure', status: { errorCode: 53003 } };

function timingOf({ visibleAt, change }: TapeEvent): SignInTiming {
  if (change === undefined) return { visibleAt };
  const patch = change.what === 'moved' ? { ipAddress: movedIp } : block;
  // biome-ignore lint/suspicious/noThenProperty: the tenant's own name; nobody awaits it
  return { visibleAt, then: { at: change.at, patch } };
}

export const isMoved = ({ change }: TapeEvent): boolean => change?.what === 'moved';
/** Where an event comes from that has moved. */
export const ipOfMoved = movedIp;

export async function openStage(tape: readonly TapeEvent[], tally: Tally): Promise<Stage> {
  const clock = clockAt(0);
  const { tenant, url, close } = await startTenant({ now: clock.now, signInCount: 0 });
  const people = tenant.people.filter(({ userType }) => userType !== 'Guest');
  tenant.signIns.clear();
  for (const event of tape) {
    const { id, at, visibleAt, person, change } = event;
    const record = {
      id,
      correlationId: id,
      createdDateTime: at.toISOString(),
      userId: people[person]?.id ?? '',
      isInteractive: true,
      ...(change?.what === 'became-block' ? prompt : block),
    };
    tenant.addSignIn(record, timingOf(event));
    tally.add('events');
    if (visibleAt.getTime() - at.getTime() > lateMinutes * 60_000)
      tally.add('events that came late');
    if (change !== undefined) tally.add(`events that changed: ${change.what}`);
  }
  return {
    clock,
    url,
    trouble(random, tally) {
      const kind = faultKinds[Math.floor(random() * faultKinds.length)] ?? '503';
      const times = 1 + Math.floor(random() * 6);
      tenant.fault({
        match: /signIns/,
        kind,
        times,
        ...(kind === '429' && { retryAfterSeconds: 7 }),
      });
      tally.add(`faults of Graph: ${kind}`, times);
    },
    calm: () => tenant.clearFaults(),
    close,
  };
}

/** A token lives by the tenant's clock, and the demo's credential by the machine's. */
function credentialBy(clock: Clock, url: string) {
  let credential = createDemoCredential(url);
  let since = clock.now();
  return {
    getToken() {
      const age = clock.now().getTime() - since.getTime();
      if (age > tokenLastsMs || age < 0) {
        credential = createDemoCredential(url);
        since = clock.now();
      }
      return credential.getToken();
    },
  };
}

function disordered<T>(rows: readonly T[], random: Random, tally: Tally): T[] {
  const repeated = rows.filter(() => random() < 0.05);
  tally.add('rows given twice', repeated.length);
  return [...rows, ...repeated]
    .map((row) => ({ row, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ row }) => row);
}

/** The bot's own way to Graph, which gives pages in any order and some rows twice. */
export function signInsFrom(
  { url, clock }: { readonly url: string; readonly clock: Pick<SettableClock, 'now' | 'pass'> },
  botClock: Clock,
  random: Random,
  tally: Tally,
  sleep: (ms: number) => Promise<void> = async (ms) => clock.pass(ms),
): SignInLog {
  const { signIns } = connectGraph({
    endpoint: url,
    credential: credentialBy(clock, url),
    clock: botClock,
    async fetch(input, init) {
      const answer = await fetch(input, init);
      if (!answer.ok) return answer;
      const body = (await answer
        .clone()
        .json()
        .catch(() => undefined)) as { value?: unknown[] } | undefined;
      if (body?.value === undefined) return answer;
      return Response.json({ ...body, value: disordered(body.value, random, tally) });
    },
    sleep,
    random,
    log: recordingLog(),
  });
  return signIns;
}
