import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commands } from '../../src/commands/index.ts';
import { parse } from '../../src/commands/parse.ts';

/** Command and arguments that were given, or the sentence that says what is wrong. */
function read(line: string) {
  const parsed = parse(line, commands);
  if (parsed.kind === 'unknown') return { unknown: parsed.word };
  if (parsed.kind === 'problem') return { command: parsed.command.name, problem: parsed.problem };
  const given = Object.entries(parsed.args).filter(([, value]) => value !== undefined);
  return { command: parsed.command.name, ...Object.fromEntries(given) };
}

function problemOf(line: string): string {
  const parsed = parse(line, commands);
  return parsed.kind === 'problem' ? parsed.problem : `no problem, but ${JSON.stringify(parsed)}`;
}

describe('the command', () => {
  it.each(['signins', '/signins', 'SIGNINS', '  SignIns  ', '/Signins'])(
    'is read from “%s”',
    (line) => {
      expect(read(line)).toEqual({ command: 'signins' });
    },
  );

  it('is the longest that fits', () => {
    expect(read('alerts')).toEqual({ command: 'alerts' });
    expect(read('Alerts HERE')).toEqual({ command: 'alerts here' });
    expect(read('alerts   off')).toEqual({ command: 'alerts off' });
  });

  it('is a whole word: a longer one is not understood', () => {
    expect(read('signinss for alice')).toEqual({ unknown: 'signinss' });
    expect(read('alertshere')).toEqual({ unknown: 'alertshere' });
  });

  it('is nothing in an empty line', () => {
    expect(read('   ')).toEqual({ unknown: '' });
  });
});

describe('a person', () => {
  it.each([
    ['signins for alice', 'alice'],
    ['signins alice', 'alice'],
    ['signins FOR Alice Martin', 'Alice Martin'],
    ['signins for "Alice Martin"', 'Alice Martin'],
    ['signins for “Alice Martin”', 'Alice Martin'],
    ['signins for alice.martin@contoso.example', 'alice.martin@contoso.example'],
    ['signins for 0a11ce00-7e57-4000-8000-000000000005', '0a11ce00-7e57-4000-8000-000000000005'],
    ["signins for O'Brien", "O'Brien"],
    ['signins for محمد', 'محمد'],
  ])('is read from “%s”', (line, person) => {
    expect(read(line)).toEqual({ command: 'signins', for: person });
  });

  it('may be called like a keyword when quoted', () => {
    expect(read('signins for "App Last" failed')).toEqual({
      command: 'signins',
      for: 'App Last',
      outcome: 'failed',
    });
    expect(read('signins for "failed"')).toEqual({ command: 'signins', for: 'failed' });
  });

  it('is asked for when “for” stands alone', () => {
    expect(problemOf('signins for')).toContain('for <person>');
    expect(problemOf('signins for last 2h')).toContain('for <person>');
  });
});

describe('filters', () => {
  it.each(['failed', 'blocked', 'interrupted', 'succeeded'])('take the verdict %s', (outcome) => {
    expect(read(`signins ${outcome.toUpperCase()}`)).toEqual({ command: 'signins', outcome });
  });

  it.each(['interactive', 'non-interactive', 'service-principal', 'managed-identity', 'all'])(
    'take the sign-in type %s',
    (type) => {
      expect(read(`signins for alice ${type}`)).toEqual({ command: 'signins', for: 'alice', type });
    },
  );

  it('take an app with blanks up to the next keyword', () => {
    expect(read('signins app Office 365 Exchange Online last 2h')).toEqual({
      command: 'signins',
      app: 'Office 365 Exchange Online',
      within: 'last 2h',
    });
  });

  it('take an address of either kind', () => {
    expect(read('signins ip 203.0.113.7')).toEqual({ command: 'signins', ip: '203.0.113.7' });
    expect(read('signins ip 2001:db8::1')).toEqual({ command: 'signins', ip: '2001:db8::1' });
  });

  it('refuse two verdicts at once, by name', () => {
    expect(problemOf('signins failed blocked')).toBe(
      'No sign-in is failed and blocked at once: ask for one of them, or for all verdicts with “by verdict”.',
    );
  });

  it('accept the same verdict twice', () => {
    expect(read('signins failed for alice failed')).toMatchObject({ outcome: 'failed' });
  });

  it('refuse two sign-in types at once', () => {
    expect(problemOf('signins interactive all')).toContain('interactive and all');
  });

  it('say which words they do not understand', () => {
    expect(problemOf('signins failed bananas')).toContain('bananas');
    expect(problemOf('signins all the things')).toContain('the things');
  });
});

describe('ranges', () => {
  it.each([
    'last 24h',
    'last 7 days',
    'last week',
    'today',
    'yesterday',
    'since yesterday',
    'since today',
    'since 2026-11-20',
    'since 2026-11-20 14:00',
    'from 2026-11-01 to 2026-11-03',
    'from yesterday to today',
    'from 2026-11-20 14:00 to yesterday',
  ])('are kept as typed: “%s”', (range) => {
    expect(read(`signins for alice ${range} failed`)).toEqual({
      command: 'signins',
      for: 'alice',
      within: range,
      outcome: 'failed',
    });
  });

  it('do not mind case', () => {
    expect(read('signins LAST 24H')).toMatchObject({
      within: expect.stringMatching(/^last 24h$/i),
    });
    expect(read('signins From Yesterday To Today')).toMatchObject({
      within: 'from yesterday to today',
    });
  });

  it('leave “to” alone in an app’s name', () => {
    expect(read('signins app Move to Cloud')).toEqual({ command: 'signins', app: 'Move to Cloud' });
  });
});

describe('size', () => {
  it.each([1, 50, 500])('may be %d', (top) => {
    expect(read(`signins top ${top}`)).toEqual({ command: 'signins', top });
  });

  it.each(['0', '501', '-1', '2.5', 'ten', '', '1e9'])('may not be “%s”', (top) => {
    expect(problemOf(`signins top ${top}`)).toBe('“top” wants a whole number from 1 to 500.');
  });
});

describe('other commands', () => {
  it.each([
    [
      'signin 66ea54eb-6301-4ee5-be62-ff5a759b0100',
      { command: 'signin', id: '66ea54eb-6301-4ee5-be62-ff5a759b0100' },
    ],
    ['policy block legacy', { command: 'policy', name: 'block legacy' }],
    ['policy "CA001: Block"', { command: 'policy', name: 'CA001: Block' }],
    ['help signins', { command: 'help', word: 'signins' }],
    ['help alerts here', { command: 'help', word: 'alerts here' }],
    ['whoami', { command: 'whoami' }],
  ])('read “%s”', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  it.each(['whoami please', 'alerts here now', 'alerts everywhere'])(
    'say that they do not understand what is too much in “%s”',
    (line) => {
      const stray = line.split(' ').at(-1) ?? '';
      expect(problemOf(line)).toContain(stray);
    },
  );
});

const groups = [
  'for alice martin',
  'app Office 365 Exchange Online',
  'ip 203.0.113.7',
  'blocked',
  'non-interactive',
  'from yesterday to today',
  'top 20',
];

describe('any line', () => {
  it('is a command, a problem or unknown, never an exception', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('signins', 'for', 'app', 'last', 'to', 'from', 'top', '"', '“', '/', 'help'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (parts) => {
        const parsed = parse(parts.join(' '), commands);
        expect(['command', 'problem', 'unknown']).toContain(parsed.kind);
      }),
    );
  });

  it('means the same in whichever order its arguments stand', () => {
    const expected = read(`signins ${groups.join(' ')}`);
    expect(expected).toEqual({
      command: 'signins',
      for: 'alice martin',
      app: 'Office 365 Exchange Online',
      ip: '203.0.113.7',
      outcome: 'blocked',
      type: 'non-interactive',
      within: 'from yesterday to today',
      top: 20,
    });
    fc.assert(
      fc.property(fc.shuffledSubarray(groups, { minLength: groups.length }), (shuffled) => {
        expect(read(`signins ${shuffled.join(' ')}`)).toEqual(expected);
      }),
    );
  });
});
