import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { busyPortsText, findBusyPorts } from '../../../src/demo/launcher/busy-ports.ts';
import { freePort } from './free-port.ts';

const servers: Server[] = [];

async function hold(host: string): Promise<number> {
  const port = await freePort();
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(port, host, resolve);
  });
  return port;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('findBusyPorts', () => {
  it.each(['127.0.0.1', '0.0.0.0'])(
    'finds what a server on %s holds, and only that',
    async (host) => {
      const held = { port: await hold(host), name: 'bot', flag: 'bot-port' };
      const free = { port: await freePort(), name: 'chat client', flag: 'chat-port' };
      expect(await findBusyPorts([free, held])).toEqual([held]);
    },
  );

  it('leaves the ports free for those who want them', async () => {
    const wanted = { port: await freePort(), name: 'bot', flag: 'bot-port' };
    await findBusyPorts([wanted]);
    expect(await findBusyPorts([wanted])).toEqual([]);
  });
});

describe('busyPortsText', () => {
  it('names each port, who wants it, and one command line that helps', () => {
    const text = busyPortsText([
      { port: 3978, name: 'bot', flag: 'bot-port' },
      { port: 65_530, name: 'chat client', flag: 'chat-port' },
    ]);
    expect(text).toContain('Port 3978, wanted by the bot, is in use.');
    expect(text).toContain('npm run demo -- --bot-port 3988 --chat-port 65520');
  });
});
