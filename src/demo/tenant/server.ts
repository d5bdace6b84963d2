import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LoggedRequest, RequestLog } from './http/request-log.ts';
import { Tenant } from './tenant.ts';
import { createTenantHandler } from './tenant-handler.ts';

export { createTenantHandler } from './tenant-handler.ts';

/** How to start a simulated tenant; everything has a default. */
export interface TenantOptions {
  /** Same seed and same time, same tenant. Default 1. */
  seed?: number;
  now?: () => Date;
  /** 0, the default, takes any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** First rows of the thirty days' history; completions and Alice's week come besides. Default 50,000. */
  signInCount?: number;
  /** Lets the live scenario run by a timer. Default false. */
  live?: boolean;
  /** Default true. */
  throttle?: boolean;
}

/** A tenant that answers over HTTP. */
export interface RunningTenant {
  /** Graph's root without version. */
  readonly url: string;
  readonly tenant: Tenant;
  /** The last 10,000 requests, oldest first. */
  readonly requests: ReadonlyArray<LoggedRequest>;
  close(): Promise<void>;
}

/** Starts a tenant on a port of its own; rejects when the port is taken. */
export async function startTenant(options: TenantOptions = {}): Promise<RunningTenant> {
  const { seed = 1, now = () => new Date(), port = 0, host = '127.0.0.1' } = options;
  const { signInCount = 50_000, live = false, throttle = true } = options;
  const tenant = new Tenant({ seed, now, signInCount, throttle });
  const log = new RequestLog();
  const server = createServer(createTenantHandler(tenant, log));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const timer = live ? setInterval(() => tenant.tick(now()), 1000) : undefined;
  timer?.unref();
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${(server.address() as AddressInfo).port}`,
    tenant,
    requests: log.entries,
    close() {
      clearInterval(timer);
      return new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
    },
  };
}
