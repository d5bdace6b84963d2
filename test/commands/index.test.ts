import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/commands/index.ts';
import { parse } from '../../src/commands/parse.ts';
import { createWorld } from './world.ts';

const names = commands.map(({ name }) => name);

describe('the list of commands', () => {
  it('names each once', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(names.map((name) => name.toLowerCase()));
  });

  it.each(names)('has a test of its own for “%s”', (name) => {
    expect(existsSync(`test/commands/${name.replaceAll(' ', '-')}.test.ts`)).toBe(true);
  });

  it.each(commands.flatMap(({ name, examples }) => examples.map((example) => [example, name])))(
    'reads its example “%s” as “%s”',
    (example, name) => {
      const parsed = parse(example, commands);
      expect(parsed.kind).toBe('command');
      expect(parsed.kind === 'command' && parsed.command.name).toBe(name);
    },
  );

  it.each(commands.flatMap(({ examples }) => examples))(
    'answers its example “%s” with a card, not with an excuse',
    async (example) => {
      const answer = await createWorld({ level: 'admin' }).ask(example);
      expect(answer.card.type).toBe('AdaptiveCard');
      expect(answer.text).not.toContain('Reference:');
      expect(answer.text).not.toBe('');
    },
  );

  it.each(names)('is told by help: “%s”', async (name) => {
    const world = createWorld({ level: 'admin' });
    expect((await world.ask('help')).text.split('\n')).toContainEqual(
      expect.stringMatching(new RegExp(`^${name} — `)),
    );
    expect((await world.ask(`help ${name}`)).text).toContain(
      commands.find((command) => command.name === name)?.summary,
    );
  });
});
