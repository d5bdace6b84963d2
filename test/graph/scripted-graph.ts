import { connectGraph, type Graph } from '../../src/graph/connect.ts';
import { noon } from '../builders.ts';
import { createKeptLog } from './kept-log.ts';
import {
  type Received,
  type Reply,
  type ScriptedServer,
  startScriptedServer,
} from './scripted-server.ts';
import { createSteadyClock, type SteadyClock } from './steady-clock.ts';

/** The adapters over a server that answers as `script` says, at noon. */
export interface ScriptedGraph extends Graph {
  readonly lines: ReturnType<typeof createKeptLog>['lines'];
  readonly received: ScriptedServer['received'];
  readonly clock: SteadyClock;
  close(): Promise<void>;
}

export async function openScriptedGraph(
  script: (request: Received, turn: number, url: string) => Reply,
): Promise<ScriptedGraph> {
  const server = await startScriptedServer(script);
  const clock = createSteadyClock(noon);
  const { log, lines } = createKeptLog();
  const graph = connectGraph({
    endpoint: server.url,
    credential: { getToken: async () => ({ token: 'x', expiresOnTimestamp: 0 }) },
    clock,
    sleep: clock.sleep,
    random: () => 0.5,
    log,
  });
  return { ...graph, lines, received: server.received, clock, close: () => server.close() };
}
