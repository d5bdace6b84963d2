import { describe, expect, it } from '@jest/globals';
import { createAccess } from '../src/access.ts';
import { AppError } from '../src/errors.ts';
import type { Directory } from '../src/ports/directory.ts';

const reader = 'aaaaaaaa-0000-4000-8000-000000000001';
const operator = 'aaaaaaaa-0000-4000-8000-000000000002';
const admin = 'aaaaaaaa-0000-4000-8000-000000000003';
const user = 'bbbbbbbb-0000-4000-8000-000000000001';
const rules = { readers: [reader], operators: [operator], admins: [admin] };

/** A directory that holds one person's roles, and counts how often it is asked. */
function directoryWith(state: { held: string[]; fails?: AppError; asked: number }): Directory {
  return {
    async heldBy(_userId: string, ids: readonly string[]) {
      state.asked += 1;
      if (state.fails) throw state.fails;
      return new Set(ids.filter((id) => state.held.includes(id)));
    },
  } as unknown as Directory;
}

function setUp(held: string[]) {
  const state: { held: string[]; fails?: AppError; asked: number } = { held, asked: 0 };
  const time = { ms: Date.UTC(2026, 10, 22) };
  const clock = { now: () => new Date(time.ms) };
  return { state, time, access: createAccess({ directory: directoryWith(state), rules, clock }) };
}

describe('who may do what', () => {
  it('gives the highest level that the roles held now allow', async () => {
    const { access } = setUp([reader, operator]);
    expect(await access.levelOf(user)).toBe('operator');
  });

  it('gives nothing to somebody without a role', async () => {
    expect(await setUp([]).access.levelOf(user)).toBe('none');
  });

  it('notices a removed role within 300 seconds, and asks Graph once until then', async () => {
    const { access, state, time } = setUp([reader]);
    await access.levelOf(user);
    state.held = [];
    time.ms += 200_000;
    expect(await access.levelOf(user)).toBe('reader');
    expect(state.asked).toBe(1);
    time.ms += 100_000;
    expect(await access.levelOf(user)).toBe('none');
  });

  it('says no with the reason when Graph cannot say, and asks again next time', async () => {
    const { access, state } = setUp([admin]);
    state.fails = new AppError('permission-missing', 'Graph refused.', {
      hint: 'Grant User.Read.All.',
    });
    await expect(access.levelOf(user)).rejects.toMatchObject({
      code: 'access-unknown',
      hint: expect.stringContaining('User.Read.All'),
    });
    delete state.fails;
    expect(await access.levelOf(user)).toBe('admin');
  });

  it('lets a person be named by object id without asking Graph for an admin', async () => {
    const { state } = setUp([]);
    const named = createAccess({
      directory: directoryWith(state),
      rules: { ...rules, admins: [user] },
      clock: { now: () => new Date(0) },
    });
    expect(await named.levelOf(user.toUpperCase())).toBe('admin');
    expect(state.asked).toBe(0);
  });
});
