import type { Server } from 'node:http';

/** How long, and how many: times in milliseconds. */
export interface ConnectionLimits {
  /** From the first byte to the last of the headers. */
  readonly headersMs: number;
  /** From the first byte to the last of the body. */
  readonly requestMs: number;
  /** How long an idle connection is kept for its next request. */
  readonly idleMs: number;
  /** How often Node looks for requests that are late. */
  readonly checkEveryMs: number;
  readonly connections: number;
}

/**
 * Teams' requests are whole within a second; who drips is cut off. Idle connections are closed by whoever is in
 * front, before the bot does it: with the shorter time here (Node's own is 5 s) a proxy would now and then send a
 * request into a connection that is being closed, and Teams would hear 502. Azure's Application Gateway keeps them
 * longest of the usual ones, 4 minutes.
 */
export const usualLimits: ConnectionLimits = {
  idleMs: 250_000,
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
  const { headersMs, requestMs, idleMs, checkEveryMs, connections } = limits;
  server.headersTimeout = headersMs;
  server.requestTimeout = requestMs;
  server.keepAliveTimeout = idleMs;
  server.maxConnections = connections;
  server.maxHeadersCount = maxHeaders;
  Object.assign(server, { connectionsCheckingInterval: checkEveryMs });
  server.removeAllListeners('upgrade');
  // Who fills the bot with idle connections keeps nobody out: the next one finds room.
  server.on('drop', () => server.closeIdleConnections());
}
