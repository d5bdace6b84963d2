import { describe, expect, it } from '@jest/globals';
import { toPlainText } from '../../src/cards/plain-text.ts';
import { createDispatcher } from '../../src/commands/dispatch.ts';
import { createTableDoor } from '../../src/inbound/table-door.ts';
import { alice, asker, createWorld, render } from '../commands/world.ts';
import { chat } from '../exports/world.ts';
import { given } from './looks-given.ts';

const { signal } = new AbortController();

/** All rows behind a line, asked without a chat. */
function ask(world: ReturnType<typeof createWorld>, text: string) {
  const table = createTableDoor({
    access: { levelOf: async () => world.standing.level },
    dispatcher: createDispatcher(world.deps),
    book: world.book,
    render,
    toText: toPlainText,
  });
  const message = { kind: 'message', text, mentions: [], asker, conversation: chat } as const;
  return table({ ...message, timeZone: 'UTC' }, signal);
}

describe('rows that are asked for without a chat', () => {
  it('come page by page, and are written down as an export', async () => {
    const world = createWorld(given);
    const table = await ask(world, `signins for ${alice.id}`);
    expect(table).toMatchObject({ columns: expect.arrayContaining(['user']) });
    expect(world.looks.all()).toMatchObject([
      { command: 'export', line: `signins for ${alice.id}`, people: [alice.id] },
    ]);
  });

  it('are told why there are none, and that is written down too', async () => {
    const world = createWorld({ ...given, level: 'none' });
    expect(await ask(world, 'signins for alice')).toContain('not for you yet');
    expect(await ask(createWorld(given), 'help')).toContain('no rows to export');
    expect(world.looks.all()).toMatchObject([{ command: 'export', outcome: 'refused' }]);
  });

  it('are not given while they can’t be written down', async () => {
    const world = createWorld(given);
    world.looks.state.fails = true;
    await expect(ask(world, 'signins')).rejects.toMatchObject({ code: 'store-failed' });
  });
});
