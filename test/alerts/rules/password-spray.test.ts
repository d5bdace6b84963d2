import { describe, expect, it } from '@jest/globals';
import { passwordSpray } from '../../../src/alerts/rules/password-spray.ts';
import { episodeIn, episodesIn, status, wrong } from './observing.ts';

const three = { people: 3, withinMinutes: 30 };
/** One wrong password each, a minute apart. */
const tried = (ips: readonly string[], users = ips.map((_, at) => `user-${at}`)) =>
  users.map((userId, at) =>
    wrong(`w-${at}`, at, { userId, ipAddress: ips[at % ips.length] ?? null }),
  );

describe('password-spray', () => {
  it('tells from which address how many people’s passwords were tried', () => {
    const records = tried(['198.51.100.9'], ['ada', 'bo', 'cy', 'ada']);
    expect(episodeIn(passwordSpray, records, three)).toEqual({
      ids: ['w-0', 'w-1', 'w-2', 'w-3'],
      match: expect.objectContaining({
        headline: 'password spray from 198.51.100.9: 4 tries stopped',
        why: expect.stringContaining('4 failed passwords of 3 people within 3 min'),
      }),
    });
  });

  it.each([
    [['198.51.100.9', '198.51.100.7', '198.51.100.250'], '198.51.100.0/24'],
    [['2001:db8::1', '2001:db8::ffff:2', '2001:db8:0:0:9::3'], '2001:db8::/64'],
  ])('takes %j for one network', (ips, network) => {
    const found = episodeIn(passwordSpray, tried(ips), three)?.match;
    expect(found?.headline).toBe(`password spray from ${network}: 3 tries stopped`);
    expect(found?.nextStep).toMatch(/^Say “signins ip (198\.51\.100\.|2001:db8::)” /);
  });

  it.each([
    [['198.51.100.9', '198.51.101.9', '198.51.102.9']],
    [['2001:db8:0:1::1', '2001:db8:0:2::1', '2001:db8:0:3::1']],
    [['unknown', '', 'unknown']],
  ])('takes %j for strangers to each other', (ips) => {
    expect(episodesIn(passwordSpray, tried(ips), three).size).toBe(0);
  });

  it('leaves one who mistypes often alone, and people who take their time', () => {
    const often = tried(['198.51.100.9'], Array(20).fill('ada'));
    expect(episodeIn(passwordSpray, often, three)).toBeUndefined();
    const slowly = ['ada', 'bo', 'cy'].map((userId, at) => wrong(userId, at * 20, { userId }));
    expect(episodeIn(passwordSpray, slowly, three)).toBeUndefined();
  });

  it('counts names that do not exist, and accounts that are disabled', () => {
    const names = ['admin', 'test', 'scanner'].map((name, at) =>
      wrong(name, at, {
        userId: '00000000-0000-0000-0000-000000000000',
        userPrincipalName: `${name}@contoso.example`,
        ...status(at === 0 ? 50057 : 50034),
      }),
    );
    expect(episodeIn(passwordSpray, names, three)?.ids).toHaveLength(3);
  });
});
