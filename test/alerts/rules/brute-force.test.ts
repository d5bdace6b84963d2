import { describe, expect, it } from '@jest/globals';
import { bruteForce } from '../../../src/alerts/rules/brute-force.ts';
import { episodeIn, episodesIn, status, wrong, wrongs } from './observing.ts';

const five = { tries: 5, withinMinutes: 10 };

describe('brute-force', () => {
  it('tells how often, how long and from where a password was tried', () => {
    const records = [
      ...wrongs(4, { ipAddress: '198.51.100.9' }),
      wrong('wrong-4', 4, { ...status(50053), ipAddress: '2001:0db8::0001' }),
    ];
    expect(episodeIn(bruteForce, records, five)).toEqual({
      ids: ['wrong-0', 'wrong-1', 'wrong-2', 'wrong-3', 'wrong-4'],
      match: expect.objectContaining({
        headline: 'password tried in vain 5 times',
        why: expect.stringContaining('within 4 min, from 2 addresses'),
        facts: [{ title: 'Tried from', value: '198.51.100.9, 2001:db8::1' }],
      }),
    });
  });

  it('leaves fewer alone, and as many over a longer time', () => {
    expect(episodeIn(bruteForce, wrongs(4), five)).toBeUndefined();
    const slowly = [0, 3, 6, 9, 12].map((minute) => wrong(`w-${minute}`, minute));
    expect(episodeIn(bruteForce, slowly, five)).toBeUndefined();
  });

  it('counts each user alone', () => {
    const records = [
      ...wrongs(5, { userId: 'ada' }),
      ...wrongs(4, { userId: 'bo' }, 10),
      ...wrongs(6, { userId: null, userPrincipalName: 'Cy@contoso.example' }, 20),
    ];
    const found = episodesIn(bruteForce, records, five);
    expect([...found].map(([key, [one]]) => [key, one?.ids.length])).toEqual([
      ['["brute-force","ada"]', 5],
      ['["brute-force","cy@contoso.example"]', 6],
    ]);
  });

  it.each([0, 50074, 53003, 50034, 70008])('does not count code %i', (code) => {
    expect(episodeIn(bruteForce, wrongs(9, status(code)), five)).toBeUndefined();
  });
});
