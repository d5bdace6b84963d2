import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { harmless } from '../../src/cards/escape.ts';
import { safeData, unmask } from '../../src/cards/safe-data.ts';

const evil = '**Bob** [x](http://evil.example)';
const asItIs =
  /(Id|Url|At|Ask|Until|Color|Style)$|^(id|url|at|ask|until|tab|color|style|action|back)$/;
const labels = /Label$|^label$|^legend$/;

describe('data for a card', () => {
  it('has every text escaped, however deep, unless its key says otherwise', () => {
    const key = fc
      .stringMatching(/^[a-z]{1,6}(Name|Text|Line|Note|s)?$/)
      .filter((name) => !asItIs.test(name) && !labels.test(name));
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constant(evil),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(key, tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (data) => {
        const safe = JSON.stringify(safeData(data, 400)) ?? '';
        expect(safe).not.toContain(JSON.stringify(evil).slice(1, -1));
        expect(safe.split('Bob').length).toBe((JSON.stringify(data) ?? '').split('Bob').length);
      }),
    );
  });

  it('keeps links, ids, times and what buttons ask as they are', () => {
    const data = {
      portalUrl: 'https://entra.microsoft.com/#view/_x_/*',
      caseId: 'a_b',
      lineAt: '2026-11-22T12:00:00Z',
      ask: 'signins app "a_b"',
      back: { ask: 'signins app "a_b"', page: 2 },
    };
    expect(safeData(data, 10)).toEqual(data);
  });

  it('gives a typed question back as it was, template signs and all', () => {
    const typed = { ask: `signins app "\${x}"` };
    const bound = JSON.stringify(safeData(typed, 400));
    expect(bound).not.toContain('${');
    expect(JSON.parse(unmask(bound))).toEqual(typed);
  });

  it('writes labels without backslashes and no longer than a button takes', () => {
    expect(safeData({ label: 'a_b', nameLabel: 'x'.repeat(300) }, 400)).toEqual({
      label: 'a_b',
      nameLabel: `${'x'.repeat(79)}…`,
    });
  });

  it('cuts texts to the length asked for', () => {
    expect(safeData({ why: 'w'.repeat(50) }, 20)).toEqual({ why: harmless('w'.repeat(50), 20) });
  });

  it('leaves numbers, booleans and nothing alone', () => {
    const data = { count: 3, time: false, older: null, missing: undefined };
    expect(safeData(data, 400)).toEqual(data);
  });
});
