import { describe, expect, it } from '@jest/globals';
import { readConditions } from '../../src/domain/applied-conditions.ts';

describe('conditions of an applied policy', () => {
  it.each([
    ['application,users', ['application', 'users']],
    [' application , users ', ['application', 'users']],
    [
      ['application', 'users'],
      ['application', 'users'],
    ],
    [3, ['application', 'users']],
    ['3', ['application', 'users']],
    [1032, ['location', 'ipAddressSeenByAzureAD']],
    [32768, ['authenticationFlows']],
    [65536 + 16, ['clientType', 'insiderRisk']],
    [0, []],
    ['none', []],
    ['', []],
    [null, []],
    [undefined, []],
    ['users,unknownFutureValue', ['users']],
    ['somethingNew', ['somethingNew']],
  ])('reads %j', (value, names) => {
    expect(readConditions(value)).toEqual(names);
  });
});
