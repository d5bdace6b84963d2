import { afterEach } from '@jest/globals';

interface Closable {
  close(): Promise<void>;
}

const opened: Closable[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** The same way to open something, which is closed when the test is over. */
export function untilTestEnds<How extends unknown[], World extends Closable>(
  open: (...how: How) => Promise<World>,
): (...how: How) => Promise<World> {
  return async (...how) => {
    const world = await open(...how);
    opened.push(world);
    return world;
  };
}
