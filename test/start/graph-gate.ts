import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTenantHandler, type RunningTenant } from '../../src/demo/tenant/server.ts';

/** One answer that is held back. */
export interface Held {
  /** Resolves when the request is there. */
  readonly reached: Promise<void>;
  letGo(): void;
}

/** Graph, of which one answer can be held back until it is let go. */
export interface GraphGate {
  readonly url: string;
  readonly server: Server;
  /** Holds back the answer to the next request whose path matches. */
  holdNext(match: RegExp): Held;
}

export async function gateTo(tenant: RunningTenant['tenant']): Promise<GraphGate> {
  const answer = createTenantHandler(tenant);
  let gate: { match: RegExp; reached: () => void; released: Promise<void> } | undefined;
  const serve: RequestListener = async (request, response) => {
    const held = gate?.match.test(request.url ?? '') ? gate : undefined;
    if (held) {
      gate = undefined;
      held.reached();
      await held.released;
    }
    answer(request, response);
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    holdNext(match) {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      gate = { match, reached: reached.resolve, released: released.promise };
      return { reached: reached.promise, letGo: released.resolve };
    },
  };
}
