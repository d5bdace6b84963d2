import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readYaml } from '../src/read-yaml.ts';
import { problemLine, readRulesText } from '../src/rules.ts';

const messages = (text: string) => readYaml(text).problems.map(({ message }) => message);

describe('YAML with places', () => {
  it('says where keys and values stand, and the nearest thing around what is not there', () => {
    const text = 'a:\n  b: [1, two]\n  "c d": &x { e: 5 }\nf: *x\ng:\n';
    const { content, placeOf, problems } = readYaml(text);
    const at = (path: (string | number)[], on: 'key' | 'value' = 'value') => {
      const { line, column } = placeOf(path, on);
      return `${line}:${column}`;
    };
    expect(problems).toEqual([]);
    expect(content).toEqual({ a: { b: [1, 'two'], 'c d': { e: 5 } }, f: { e: 5 }, g: null });
    expect(at(['a', 'b'], 'key')).toBe('2:3');
    expect(at(['a', 'b', 1])).toBe('2:10');
    expect(at(['a', 'c d', 'e'])).toBe('3:18');
    expect(at(['f', 'e'])).toBe('3:18');
    expect(at(['g'])).toBe('5:1');
    expect(at(['a', 'nothing', 'here'])).toBe('2:3');
    expect(at([])).toBe('1:1');
  });

  it('takes yes, no and 22:00 for the texts that they are', () => {
    expect(readYaml('[yes, no, NO, 22:00, 1_000, 2026-12-01]').content).toEqual([
      'yes',
      'no',
      'NO',
      '22:00',
      '1_000',
      '2026-12-01',
    ]);
  });

  it('counts lines with any end, and a mark at the beginning of the file', () => {
    expect(readYaml('\ufeffa: 1\r\nb: 2\r\n').placeOf(['b'], 'key')).toEqual({
      line: 2,
      column: 1,
    });
  });

  it('does not unfold what stands for ever more of itself', () => {
    const levels = Array.from(
      { length: 30 },
      (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`,
    );
    expect(messages(`a0: &a0 [x]\n${levels.join('\n')}`)).toEqual([
      expect.stringContaining('This is not YAML'),
    ]);
    expect(() => readRulesText('rules: &r { ca-block: *r }')).not.toThrow();
  });

  it('reads any text without failing, and every problem lies within it', () => {
    const pieces = fc.constantFrom(
      ...['rules', ':', ' ', '\n', '\t', '- ', '{', '}', '[', ']', '&a', '*a', '"', "'", '|', '>'],
      ...[
        '? ',
        '!!set',
        '!',
        '---\n',
        '...\n',
        '#',
        '\r\n',
        '\0',
        '<<',
        'ca-block',
        '1e3',
        '%',
        'ü',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 24 }), (parts) => {
        const text = parts.join('');
        const read = readRulesText(text);
        if (read.ok) return;
        expect(read.problems.length).toBeGreaterThan(0);
        for (const problem of read.problems) {
          expect(problem.line).toBeLessThanOrEqual(text.split(/\r?\n/).length);
          expect(problemLine(problem)).toMatch(/^Line \d+, column \d+: \S/);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
