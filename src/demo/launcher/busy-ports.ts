import { connect, createServer } from 'node:net';

/** A port the demo wants: who is to have it, and the flag that gives another. */
export interface WantedPort {
  readonly port: number;
  readonly name: string;
  readonly flag: string;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** macOS and Windows let two servers share a port when one listens on every address. */
function doesAnswer(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const end = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

async function isBusy(port: number): Promise<boolean> {
  const host = '127.0.0.1';
  return (await doesAnswer(port, host)) || !(await canListen(port, host));
}

/** The ports that something else holds on loopback, in the order given. */
export async function findBusyPorts(wanted: readonly WantedPort[]): Promise<WantedPort[]> {
  const busy = await Promise.all(wanted.map(({ port }) => isBusy(port)));
  return wanted.filter((_, index) => busy[index]);
}

/** What to say of busy ports: which, and the way out. */
export function busyPortsText(busy: readonly WantedPort[]): string {
  const lines = busy.map(({ port, name }) => `Port ${port}, wanted by the ${name}, is in use.`);
  const flags = busy.map(({ flag, port }) => `--${flag} ${port < 65_526 ? port + 10 : port - 10}`);
  return [
    ...lines,
    `Stop what listens there (another demo?), or choose others: npm run demo -- ${flags.join(' ')}`,
  ].join('\n');
}
