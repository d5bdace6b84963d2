import { type Child, type ChildSpec, type Exit, startChild } from './child.ts';
import { waitUntilAnswers } from './wait-until-answers.ts';

/** A part of the demo ended by itself, or never became ready; the message says which and why. */
export class PartFailed extends Error {
  override readonly name = 'PartFailed';
}

/** The parts of the demo that run together and end together. */
export interface Fleet {
  /** Starts one and resolves when it answers. Rejects with PartFailed, or when the signal aborts. */
  start(spec: ChildSpec, signal: AbortSignal): Promise<Child>;
  /** Rejects with PartFailed when a part ends by itself; never resolves. */
  readonly broken: Promise<never>;
  /** Ends all, last started first gone; safe to call twice. */
  stop(): Promise<void>;
}

/** Time limits of a fleet. */
export interface FleetLimits {
  readonly readyWithinMs: number;
  readonly stopWithinMs: number;
}

function indent(text: string): string {
  return text === '' ? '  (nothing)' : text.replace(/^/gm, '  ');
}

function endedText(child: Child, { code, signal }: Exit): string {
  const how = signal === null ? `with code ${code}` : `by ${signal}`;
  return `The ${child.spec.name} ended ${how}, so the demo stops. It said last:\n${indent(child.lastWords())}`;
}

function lateText(child: Child, reason: string, { readyWithinMs }: FleetLimits): string {
  const { name, probeUrl } = child.spec;
  const seconds = Math.round(readyWithinMs / 1000);
  return `The ${name} was not ready within ${seconds} s (${probeUrl}: ${reason}). It said last:\n${indent(child.lastWords())}`;
}

/** Makes an empty fleet. */
export function createFleet(limits: FleetLimits): Fleet {
  const children: Child[] = [];
  const broken = Promise.withResolvers<never>();
  // Whoever waits hears of it; nobody need be waiting at that moment.
  broken.promise.catch(() => undefined);
  let isStopping = false;
  return {
    broken: broken.promise,
    async start(spec, signal) {
      const child = startChild(spec);
      children.push(child);
      const gone = new AbortController();
      void child.exited.then((exit) => {
        gone.abort();
        if (!isStopping) broken.reject(new PartFailed(endedText(child, exit)));
      });
      const either = AbortSignal.any([signal, gone.signal]);
      const ready = waitUntilAnswers(spec.probeUrl, {
        withinMs: limits.readyWithinMs,
        signal: either,
      });
      const reason = await ready.catch(async (thrown: Error) => {
        if (gone.signal.aborted && !isStopping) return broken.promise;
        throw thrown;
      });
      if (reason !== undefined) throw new PartFailed(lateText(child, reason, limits));
      return child;
    },
    async stop() {
      isStopping = true;
      await Promise.all(children.map((child) => child.stop(limits.stopWithinMs)));
    },
  };
}
