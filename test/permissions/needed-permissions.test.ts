import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/commands/index.ts';
import { isGranted, needs } from '../../src/domain/needed-permissions.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('the list of what each feature needs', () => {
  it('names commands that there are', () => {
    const names = new Set(commands.map(({ name }) => name));
    const unknown = Object.values(needs).flatMap((need) =>
      need.commands.filter((name) => !names.has(name)),
    );
    expect(unknown).toEqual([]);
  });

  it('stands in the README, permission by permission', () => {
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    for (const { anyOf } of Object.values(needs)) {
      expect(rows.some((row) => row.split('|')[1]?.includes(`\`${anyOf[0]}\``))).toBe(true);
    }
  });

  it('takes any one of a need’s permissions as enough', () => {
    const { roles } = needs;
    for (const permission of roles.anyOf)
      expect(isGranted(roles, new Set([permission]))).toBe(true);
    expect(isGranted(roles, new Set(['User.Read.All']))).toBe(false);
  });
});
