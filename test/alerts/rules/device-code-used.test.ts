import { describe, expect, it } from '@jest/globals';
import { deviceCodeUsed } from '../../../src/alerts/rules/device-code-used.ts';
import { findingOf, status } from './observing.ts';

describe('device-code-used', () => {
  it.each([
    ['deviceCode', 'got in with a device code'],
    ['ropc', 'got in with a password given to an app (ROPC)'],
    ['rpoc', 'got in with a password given to an app (ROPC)'],
  ])('takes the protocol %s for “%s”', (authenticationProtocol, headline) => {
    expect(findingOf(deviceCodeUsed, { authenticationProtocol })?.headline).toBe(headline);
  });

  it.each(['none', 'oAuth2', 'saml20', null, undefined])(
    'leaves the protocol %s alone',
    (usual) => {
      expect(findingOf(deviceCodeUsed, { authenticationProtocol: usual })).toBeUndefined();
    },
  );

  it.each([50126, 50199, 53003])('leaves what ended with %i alone', (code) => {
    const record = { authenticationProtocol: 'deviceCode', ...status(code) };
    expect(findingOf(deviceCodeUsed, record)).toBeUndefined();
  });

  it('is a case for each user, way and app', () => {
    const keys = [
      { authenticationProtocol: 'deviceCode' },
      { authenticationProtocol: 'ropc' },
      { authenticationProtocol: 'ropc', appId: 'another' },
      { authenticationProtocol: 'ropc', userId: 'another' },
    ].map((record) => findingOf(deviceCodeUsed, record)?.key);
    expect(new Set(keys).size).toBe(4);
  });
});
