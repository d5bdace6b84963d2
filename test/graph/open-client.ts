import { expect } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { createGraphClient, type GraphClientOptions } from '../../src/graph/client.ts';
import { createKeptLog } from './kept-log.ts';
import { startTime } from './open-graph.ts';
import { type Reply, startScriptedServer } from './scripted-server.ts';
import { createSteadyClock } from './steady-clock.ts';

export const token = 'secret-token';

/** A client and a server that gives it these replies, then `{ done: true }`. */
export async function openClient(
  replies: readonly Reply[] | ((turn: number) => Reply),
  options: Partial<GraphClientOptions> = {},
) {
  const replyTo = (turn: number) =>
    (typeof replies === 'function' ? replies(turn) : replies[turn]) ?? { body: { done: true } };
  const started = await startScriptedServer((_, turn) => replyTo(turn));
  const clock = createSteadyClock(startTime);
  const { log, lines } = createKeptLog();
  const told: [string, number | string][] = [];
  const client = createGraphClient({
    endpoint: started.url,
    credential: { getToken: async () => ({ token, expiresOnTimestamp: 0 }) },
    budgetOf: () => undefined,
    clock,
    sleep: clock.sleep,
    random: () => 0.5,
    log,
    onRequest: (resource, status) => told.push([resource, status]),
    ...options,
  });
  const ask = (more: object = {}) =>
    client.ask({ path: '/users?$top=1', resource: 'users', priority: 'person', ...more });
  return { ask, clock, lines, told, received: started.received, close: () => started.close() };
}

export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return thrown as AppError;
}
