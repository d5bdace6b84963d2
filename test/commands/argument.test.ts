import { describe, expect, it } from '@jest/globals';
import { count, oneOf, range, words } from '../../src/commands/argument.ts';
import { wordsOf } from '../../src/commands/words.ts';

const segment = (keyword: string, typed = '') => ({ keyword, words: wordsOf(typed) });

describe('an argument that was not given', () => {
  it.each([
    ['words', words('app', 'app <name>')],
    ['a choice', oneOf(['failed', 'blocked'], 'failed | blocked')],
    ['a number', count('top', 1, 500)],
    ['a range', range()],
  ])('has no value: %s', (_, argument) => {
    expect(argument.read(undefined)).toEqual({ ok: true, value: undefined });
  });
});

describe('words', () => {
  it('join what stands behind the keyword', () => {
    expect(words('app', 'app <name>').read([segment('app', 'Office 365')])).toEqual({
      ok: true,
      value: 'Office 365',
    });
  });

  it('say how they are used when nothing follows', () => {
    expect(words('app', 'app <name>').read([segment('app')])).toEqual({
      ok: false,
      problem: '“app” wants something behind it: app <name>.',
    });
  });
});

describe('a number', () => {
  it('says its bounds when it lies outside', () => {
    const top = count('top', 1, 500);
    expect(top.usage).toBe('top <1-500>');
    expect(top.read([segment('top', '501')])).toEqual({
      ok: false,
      problem: '“top” wants a whole number from 1 to 500.',
    });
  });
});

describe('a range', () => {
  it('keeps both ends in the order they were typed', () => {
    expect(range().read([segment('from', 'yesterday to today')])).toEqual({
      ok: true,
      value: 'from yesterday to today',
    });
  });
});
