import { once } from 'node:events';
import { type AddressInfo, Server } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { keepToLoopback } from '../../../src/demo/playground/keep-to-loopback.ts';

/** A kind of server of its own, so that the process's other servers stay as they are. */
class KeptServer extends Server {}
KeptServer.prototype.listen = Server.prototype.listen;
keepToLoopback(KeptServer.prototype);

async function addressAfter(listen: (server: Server) => void): Promise<AddressInfo> {
  const server = new KeptServer();
  listen(server);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  server.close();
  return address;
}

describe('keepToLoopback', () => {
  it('gives a server that names only a port the loopback address', async () => {
    expect((await addressAfter((server) => server.listen(0))).address).toBe('127.0.0.1');
  });

  it('still calls back when the server listens', async () => {
    let isCalled = false;
    await addressAfter((server) =>
      server.listen(0, () => {
        isCalled = true;
      }),
    );
    expect(isCalled).toBe(true);
  });

  it('leaves alone who says where to listen', async () => {
    const address = await addressAfter((server) => server.listen(0, '0.0.0.0'));
    expect(address.address).toBe('0.0.0.0');
  });
});
