import { describe, expect, it } from '@jest/globals';
import { createBreakGlass } from '../src/break-glass.ts';
import { AppError } from '../src/errors.ts';
import type { GroupMember } from '../src/ports/groups.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { minutesAfter, noon } from './builders.ts';

const groupId = '6e0f0000-7e57-4000-8000-000000000005';
const userId = 'a11ce000-0000-4000-8000-000000000001';
const account = (change: object) => ({ name: 'Emergency 1', ...change });

function world(entries: readonly string[]) {
  const time = { now: noon };
  const asked: string[] = [];
  const held: Record<string, readonly GroupMember[] | undefined> = {
    [groupId]: [{ id: 'BBBB', userPrincipalName: 'Glass@contoso.example' }],
  };
  const failing: { error?: Error } = {};
  const breakGlass = createBreakGlass({
    entries,
    groups: {
      async members(id) {
        asked.push(id);
        if (failing.error) throw failing.error;
        return held[id];
      },
    },
    clock: { now: () => time.now },
    log: recordingLog(),
  });
  return { breakGlass, time, asked, held, failing };
}

describe('break-glass accounts', () => {
  it('are those named by id or user principal name, in any case', () => {
    const { breakGlass } = world([userId, 'emergency@contoso.example']);
    expect(breakGlass.has(account({ id: userId.toUpperCase() }))).toBe(true);
    expect(breakGlass.has(account({ userPrincipalName: 'Emergency@Contoso.example' }))).toBe(true);
    expect(breakGlass.has(account({ id: 'other' }))).toBe(false);
  });

  it('are the members of a group too, as it is now', async () => {
    const { breakGlass, held, time, asked } = world([groupId]);
    await breakGlass.refresh();
    expect(breakGlass.refusal(account({ id: 'bbbb' }))).toContain(
      'Emergency 1 is a break-glass account',
    );
    expect(breakGlass.refusal(account({ id: 'cccc' }))).toBeUndefined();
    held[groupId] = [{ id: 'cccc' }];
    await breakGlass.refresh();
    expect(asked).toHaveLength(1);
    time.now = minutesAfter(noon, 16);
    await breakGlass.refresh();
    expect([
      breakGlass.has(account({ id: 'bbbb' })),
      breakGlass.has(account({ id: 'cccc' })),
    ]).toEqual([false, true]);
  });

  it('could be anybody until the group was read once, and stay who they were when it cannot be read again', async () => {
    const { breakGlass, failing, time } = world([groupId]);
    failing.error = new AppError('permission-missing', 'no');
    await breakGlass.refresh();
    expect(breakGlass.refusal(account({ id: 'cccc' }))).toContain('GroupMember.Read.All');
    failing.error = undefined;
    await breakGlass.refresh();
    expect(breakGlass.refusal(account({ id: 'cccc' }))).toBeUndefined();
    failing.error = new AppError('unavailable', 'no');
    time.now = minutesAfter(noon, 16);
    await breakGlass.refresh();
    expect(breakGlass.has(account({ id: 'bbbb' }))).toBe(true);
    expect(breakGlass.refusal(account({ id: 'cccc' }))).toBeUndefined();
  });

  it('cost no question when none is named', async () => {
    const { breakGlass, asked } = world(['emergency@contoso.example']);
    await breakGlass.refresh();
    expect(asked).toEqual([]);
    expect(breakGlass.refusal(account({ id: 'cccc' }))).toBeUndefined();
  });
});
