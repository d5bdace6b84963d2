import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { levelOf, levels, mayDo } from '../../src/domain/access.ts';

const rules = {
  readers: ['role-read', 'role-both'],
  operators: ['role-operate'],
  admins: ['role-both', 'alice'],
};

describe('the level a person has', () => {
  it('is none for who holds nothing that is named', () => {
    expect(levelOf(new Set(), 'bob', rules)).toBe('none');
    expect(levelOf(new Set(['role-other']), 'bob', rules)).toBe('none');
  });

  it('is the highest of all that she holds', () => {
    expect(levelOf(new Set(['role-read']), 'bob', rules)).toBe('reader');
    expect(levelOf(new Set(['role-read', 'role-operate']), 'bob', rules)).toBe('operator');
    expect(levelOf(new Set(['role-both']), 'bob', rules)).toBe('admin');
  });

  it('may be given to one person by her object id, in whatever case', () => {
    expect(levelOf(new Set(), 'ALICE', rules)).toBe('admin');
  });

  it('is none for an empty id, even when a rule holds an empty entry', () => {
    expect(levelOf(new Set(['']), '', { readers: [''], operators: [' '], admins: [''] })).toBe(
      'none',
    );
  });

  it('never falls when a role is added', () => {
    const roles = fc.constantFrom('role-read', 'role-both', 'role-operate', 'role-other');
    fc.assert(
      fc.property(fc.array(roles), roles, (held, more) => {
        const before = levels.indexOf(levelOf(new Set(held), 'bob', rules));
        const after = levels.indexOf(levelOf(new Set([...held, more]), 'bob', rules));
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('includes the levels before it', () => {
    expect(mayDo('operator', 'reader')).toBe(true);
    expect(mayDo('operator', 'operator')).toBe(true);
    expect(mayDo('operator', 'admin')).toBe(false);
    expect(mayDo('none', 'reader')).toBe(false);
  });
});
