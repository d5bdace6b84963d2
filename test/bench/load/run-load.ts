import { performance } from 'node:perf_hooks';
import { quantile } from '../quantile.ts';
import type { Send } from './traffic.ts';

/** How a slice of the load went. */
export interface Slice {
  readonly p99Ms: number;
  readonly perSecond: number;
  readonly turns: number;
  /** Honest turns that had no answer. */
  readonly failed: number;
  readonly hostile: number;
  /** Hostile requests that got more than a refusal. */
  readonly answered: number;
}

interface Load {
  readonly honest: Send;
  /** Absent: the same honest load alone. */
  readonly hostile?: Send;
  /** Honest and hostile together. */
  readonly inFlight: number;
  readonly hostileShare: number;
  readonly seconds: number;
}

/** Keeps so many requests in flight for some seconds; of all that are sent, the given share is hostile. */
export async function runLoad({ honest, hostile, ...load }: Load): Promise<Slice> {
  const honestLanes = Math.round(load.inFlight * (1 - load.hostileShare));
  const mostHostile = load.inFlight - honestLanes;
  const tookMs: number[] = [];
  const hostiles = new Set<Promise<void>>();
  let failed = 0;
  let sent = 0;
  let answered = 0;
  const started = performance.now();
  const endsAt = started + load.seconds * 1000;

  const attack = async (send: Send) => {
    sent += 1;
    const { status, bytes } = await send();
    if (bytes > 0 && status < 400) answered += 1;
  };
  const attackInTurn = () => {
    const due = (tookMs.length * load.hostileShare) / (1 - load.hostileShare);
    if (!hostile || sent >= due || hostiles.size >= mostHostile) return;
    const one = attack(hostile).finally(() => hostiles.delete(one));
    hostiles.add(one);
  };
  const ask = async () => {
    while (performance.now() < endsAt) {
      attackInTurn();
      const before = performance.now();
      const { status } = await honest();
      tookMs.push(performance.now() - before);
      if (status !== 200) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: honestLanes }, ask));
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(hostiles);
  return {
    p99Ms: quantile(tookMs, 0.99),
    perSecond: tookMs.length / seconds,
    turns: tookMs.length,
    failed,
    hostile: sent,
    answered,
  };
}
