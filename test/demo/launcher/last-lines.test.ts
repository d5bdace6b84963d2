import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LastLines } from '../../../src/demo/launcher/last-lines.ts';

const word = fc.stringMatching(/^[a-z]{1,5}$/);

describe('LastLines', () => {
  it('keeps the last lines, however the text was cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(200), { maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (lines, cuts, most) => {
          const whole = lines.map((line) => `${line}\n`).join('');
          const kept = new LastLines(most);
          const places = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b)];
          for (const [index, from] of places.entries()) {
            kept.add(whole.slice(from, places[index + 1]));
          }
          expect(kept.text()).toBe(lines.slice(-most).join('\n'));
        },
      ),
    );
  });

  it('shows a last line that was not ended', () => {
    const kept = new LastLines(2);
    kept.add('one\ntwo\nthr');
    kept.add('ee');
    expect(kept.text()).toBe('two\nthree');
  });
});
