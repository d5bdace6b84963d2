import { describe, expect, it } from '@jest/globals';
import { audits as command } from '../../src/commands/audits.ts';
import { parse } from '../../src/commands/parse.ts';
import type { CommandRequest } from '../../src/commands/request.ts';
import { bob, changed, targetUser } from '../audit-builders.ts';
import { aliceUser, auditAgo, audits, auditWorld, by } from './audit-world.ts';
import { asker, channel } from './world.ts';

type TableCall = Parameters<NonNullable<typeof command.table>>[0];

/** The rows that a line exports, by column. */
async function rowsOf(line: string, held = audits) {
  const { deps, audits: log } = auditWorld({ audits: held });
  const parsed = parse(line, [command]);
  if (parsed.kind !== 'command') throw new Error(`“${line}” is no question.`);
  const request: CommandRequest = {
    text: line,
    mentions: [],
    asker,
    level: 'reader',
    conversation: channel,
    timeZone: 'Europe/Oslo',
    signal: new AbortController().signal,
  };
  const made = await command.table?.({ args: parsed.args, request, deps } as unknown as TableCall);
  if (made === undefined || 'card' in made) return { made, rows: [], log };
  const rows: Record<string, string>[] = [];
  for await (const page of made.pages) {
    for (const cells of page) {
      expect(cells).toHaveLength(made.columns.length);
      rows.push(Object.fromEntries(made.columns.map((name, at) => [name, cells[at] ?? ''])));
    }
  }
  return { made, rows, log };
}
const idsOf = async (line: string) =>
  (await rowsOf(line)).rows.map(({ id = '' }) => Number(id.split('_')[1]));

describe('audits as a table', () => {
  it('has every entry of the range, each once, while people’s questions go first', async () => {
    expect(await idsOf('audits')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await idsOf('audits for alice')).toEqual([1, 3, 2]);
    const many = Array.from({ length: 3_500 }, (_, at) =>
      auditAgo(at / 4 + 1, { id: `D_${at}_X` }),
    );
    const { rows, log } = await rowsOf('audits', many);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3_500);
    expect(log.asked).toMatchObject([{ options: { priority: 'poll' } }]);
  });

  it('tells of each entry what its card tells', async () => {
    const entry = auditAgo(1, {
      ...by(aliceUser, { ipAddress: '203.0.113.7' }),
      result: 'failure',
      resultReason: 'NoRight',
      targetResources: [
        targetUser(bob, [changed('Department', ['Sales'], ['Ops']), changed('City', [], ['Oslo'])]),
      ],
    });
    const { rows, made } = await rowsOf('audits by alice failed', [entry]);
    expect(made).toMatchObject({
      name: 'audits-Alice Example',
      about: 'Failed directory audits by Alice Example, last 7 days',
    });
    expect(rows).toEqual([
      {
        'time (UTC)': '2026-11-22T11:59:00.000Z',
        what: 'Alice Example changed Department and City of Bob Builder, which failed: NoRight',
        activity: 'Update user',
        category: 'UserManagement',
        result: 'failure',
        reason: 'NoRight',
        by: 'Alice Example',
        'by UPN': 'alice@contoso.example',
        'by id': aliceUser.id,
        'from IP': '203.0.113.7',
        targets: 'Bob Builder',
        'target ids': bob.id,
        changes: 'Department: Sales → Ops; City: nothing → Oslo',
        service: 'Core Directory',
        'correlation id': 'c0000000-0000-4000-8000-000000000001',
        id: 'Directory_1_ABCDE_1',
      },
    ]);
  });

  it.each<[string, number[]]>([
    ['audits failed', [6]],
    ['audits top 2', [1, 2]],
    ['audits category role', [7]],
    ['audits on "Block legacy authentication"', [4]],
    ['audits for bob by alice', [1]],
  ])('is narrowed as the list is: “%s”', async (line, ids) =>
    expect(await idsOf(line)).toEqual(ids),
  );

  it('asks which person is meant before it reads anything', async () => {
    const { made, log } = await rowsOf('audits for nobody');
    expect(made).toMatchObject({ card: 'chooser' });
    expect(log.asked).toEqual([]);
  });
});
