import type { Server } from 'node:http';

/** How long, and how many: times in milliseconds. */
export interface ConnectionLimits {
  /** From the first byte to the last of the headers. */
  readonly headersMs: number;
  /** From the first byte to the last of the body. */
  readonly requestMs: number;
  /** How often Node looks for requests that are late. */
  readonly checkEveryMs: number;
  readonly connections: number;
}

/** Teams' requests are whole within a second; who drips is cut off. */
export const usualLimits: ConnectionLimits = {
  headersMs: 5_000,
  requestMs: 10_000,
  checkEveryMs: 1_000,
  connections: 1_000,
};

const maxHeaders = 100;
/**
 * Time limits and a cap on connections. restify listens for upgrades and does nothing about them, by which such
 * sockets stay open for ever; without a listener Node answers them as any other request.
 */
export function guardConnections(server: Server, limits: ConnectionLimits): void {
  const { headersMs, requestMs, checkEveryMs, connections } = limits;
  server.headersTimeout = headersMs;
  server.requestTimeout = requestMs;
  server.maxConnections = connections;
  server.maxHeadersCount = maxHeaders;
  Object.assign(server, { connectionsCheckingInterval: checkEveryMs });
  server.removeAllListeners('upgrade');
}
