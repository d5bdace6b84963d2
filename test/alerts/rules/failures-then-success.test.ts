import { describe, expect, it } from '@jest/globals';
import { failuresThenSuccess } from '../../../src/alerts/rules/failures-then-success.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { episodeIn, episodesIn, status, wrong, wrongs } from './observing.ts';

const usual = {};
const got = (minute: number, more: JsonRecord = {}): JsonRecord =>
  wrong('got-in', minute, { ...status(0), ...more });
const attacker = { ipAddress: '198.51.100.9' };
const managed = { deviceDetail: { isManaged: true, isCompliant: true, displayName: 'LAPTOP' } };

describe('failures-then-success', () => {
  it('tells who got in after how many failures, from where, and what to do', () => {
    const records = [...wrongs(7, attacker), got(10, attacker)];
    const found = episodeIn(failuresThenSuccess, records, usual);
    expect(found?.ids).toHaveLength(8);
    expect(found?.ids.at(-1)).toBe('got-in');
    expect(found?.match).toMatchObject({
      headline: 'got in after 7 failed tries',
      why: expect.stringContaining('from an address that had failed'),
      nextStep: expect.stringContaining('revoke her sessions'),
      facts: [
        { title: 'Failed from', value: '198.51.100.9' },
        { title: 'Got in from', value: '198.51.100.9' },
      ],
    });
  });

  it('tells of a success from another address, unless it is at home', () => {
    const failures = wrongs(5, attacker);
    const from = (more: JsonRecord) => episodeIn(failuresThenSuccess, [...failures, got(6, more)]);
    expect(from({ ipAddress: '192.0.2.7' })?.match.why).toContain('from another address');
    expect(from({ ipAddress: '203.0.113.7', ...managed })).toBeUndefined();
    const trusted = [{ networkType: 'trustedNamedLocation', networkNames: ['Offices'] }];
    expect(from({ ipAddress: '203.0.113.7', networkLocationDetails: trusted })).toBeUndefined();
    expect(from({ ...attacker, ...managed })?.match.headline).toBe('got in after 5 failed tries');
  });

  it('leaves too few failures alone, and those that lie too far apart or too long ago', () => {
    expect(episodeIn(failuresThenSuccess, [...wrongs(4), got(5)])).toBeUndefined();
    const slowly = [0, 10, 20, 30, 40].map((minute) => wrong(`w-${minute}`, minute));
    expect(episodeIn(failuresThenSuccess, [...slowly, got(41)])).toBeUndefined();
    expect(episodeIn(failuresThenSuccess, [...wrongs(5), got(35)])).toBeUndefined();
    expect(episodeIn(failuresThenSuccess, [...wrongs(5), got(34)])).toBeDefined();
  });

  it('leaves a success before the failures alone, and one of somebody else', () => {
    expect(episodeIn(failuresThenSuccess, [got(-1), ...wrongs(9)])).toBeUndefined();
    const other = got(10, { userId: 'somebody-else' });
    expect(episodeIn(failuresThenSuccess, [...wrongs(9), other])).toBeUndefined();
  });

  it('takes a renewed session for no way in, but an app that has the password for one', () => {
    const silent = { isInteractive: false, signInEventTypes: ['nonInteractiveUser'] };
    const by = (more: JsonRecord) =>
      episodeIn(failuresThenSuccess, [...wrongs(5), got(6, { ...silent, ...more })]);
    expect(by({})).toBeUndefined();
    expect(by({ authenticationProtocol: 'ropc' })).toBeDefined();
    expect(by({ clientAppUsed: 'IMAP4' })).toBeDefined();
  });

  it('tells of each success, with the failures before it', () => {
    const later = wrongs(5, {}, 200).map((record, at) => ({ ...record, id: `later-${at}` }));
    const records = [...wrongs(5), got(6), ...later, { ...got(206), id: 'again' }];
    const found = [...episodesIn(failuresThenSuccess, records).values()].flat();
    expect(found.map(({ ids }) => ids.length)).toEqual([6, 6]);
  });
});
