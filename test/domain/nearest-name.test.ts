import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearestName } from '../../src/domain/nearest-name.ts';

const names = ['signins', 'signin', 'policy', 'alerts', 'alerts here', 'whoami', 'help'];

describe('the nearest name', () => {
  it.each([
    ['signin', 'signin'],
    ['SIGNINS', 'signins'],
    ['singins', 'signins'],
    ['polcy', 'policy'],
    ['allerts', 'alerts'],
    ['who', 'whoami'],
    ['hlep', 'help'],
  ])('of %s is %s', (word, name) => {
    expect(nearestName(word, names)).toBe(name);
  });

  it('is none when nothing is like it', () => {
    expect(nearestName('xyzzyplugh', names)).toBeUndefined();
    expect(nearestName('', names)).toBeUndefined();
    expect(nearestName('signins', [])).toBeUndefined();
  });

  it('is one of the names or none, and the name itself for a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (word) => {
        expect([...names, undefined]).toContain(nearestName(word, names));
      }),
    );
    for (const name of names) expect(nearestName(name, names)).toBe(name);
  });
});
