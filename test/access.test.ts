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
interface State {
  held: string[];
  fails?: AppError;
  asked: number;
  guest?: boolean;
}

function directoryWith(state: State): Directory {
  return {
    async heldBy(_userId: string, ids: readonly string[]) {
      state.asked += 1;
      if (state.fails) throw state.fails;
      return new Set(ids.filter((id) => state.held.includes(id)));
    },
    async person(id: string) {
      return { id, name: 'Gus', userPrincipalName: 'gus@fabrikam.example', guest: state.guest };
    },
  } as unknown as Directory;
}

function setUp(held: string[], more: { guest?: boolean; allowGuests?: boolean } = {}) {
  const state: State = { held, asked: 0, guest: more.guest };
  const time = { ms: Date.UTC(2026, 10, 22) };
  const clock = { now: () => new Date(time.ms) };
  const directory = directoryWith(state);
  return { state, time, access: createAccess({ directory, rules, clock, ...more }) };
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

  it('refuses a guest whatever roles she holds, and says which setting decides that', async () => {
    const { access } = setUp([reader], { guest: true });
    await expect(access.levelOf(user)).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('guest'),
      hint: expect.stringContaining('ALLOW_GUESTS'),
    });
  });

  it('takes a guest as a member where the setting allows guests, or names her', async () => {
    const { access } = setUp([reader], { guest: true, allowGuests: true });
    expect(await access.levelOf(user)).toBe('reader');
    const named = createAccess({
      directory: directoryWith({ held: [], asked: 0, guest: true }),
      rules: { ...rules, operators: [user] },
      clock: { now: () => new Date(0) },
    });
    expect(await named.levelOf(user)).toBe('operator');
  });

  it('asks Graph once about a person whom the directory does not know, however often she writes', async () => {
    const { access, state, time } = setUp([]);
    state.fails = new AppError('not-found', 'No such person.');
    for (let count = 0; count < 50; count += 1) {
      await expect(access.levelOf(user)).rejects.toMatchObject({ code: 'not-allowed' });
    }
    expect(state.asked).toBe(1);
    time.ms += 300_000;
    delete state.fails;
    state.held = [reader];
    expect(await access.levelOf(user)).toBe('reader');
  });
});
