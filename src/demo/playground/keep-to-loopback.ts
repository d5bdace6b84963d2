import type { Server } from 'node:net';

type Listen = Server['listen'];
type Listening = (this: Server, ...args: unknown[]) => Server;

/**
 * Makes every server of this process that names a port only listen on 127.0.0.1. The chat client calls
 * `server.listen(port, done)`, which is every address of the machine, and has no option for it.
 */
export function keepToLoopback(prototype: Pick<Server, 'listen'>): void {
  const listen = prototype.listen as Listening;
  const listenOnLoopback: Listening = function (this: Server, ...args) {
    const [port, next, ...rest] = args;
    if (typeof port !== 'number' || typeof next === 'string') return listen.apply(this, args);
    return listen.call(this, port, '127.0.0.1', next, ...rest);
  };
  prototype.listen = listenOnLoopback as Listen;
}
