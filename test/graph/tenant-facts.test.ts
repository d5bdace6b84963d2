import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type OpenGraph, openGraph } from './open-graph.ts';

describe('the tenant over Graph', () => {
  let open: OpenGraph;
  beforeEach(async () => {
    open = await openGraph();
  });
  afterEach(() => open.close());

  it('is called by its name and its main domain', async () => {
    expect(await open.graph.tenantFacts.name()).toBe('Fabrikam (fabrikam.example)');
  });

  it.each([
    ['P2', { products: ['SPE_E5'], entra: 'P2', audit: 'premium' }],
    ['P1', { products: ['SPE_E3'], entra: 'P1', audit: 'standard' }],
    ['free', { products: ['O365_BUSINESS_ESSENTIALS'], entra: 'none', audit: 'standard' }],
  ] as const)('pays for what is in force alone: %s', async (licence, expected) => {
    open.tenant.setLicence(licence);
    expect(await open.graph.tenantFacts.licences()).toEqual(expected);
  });

  it('names the permission that it lacks', async () => {
    open.tenant.revoke('Organization.Read.All');
    await expect(open.graph.tenantFacts.licences()).rejects.toMatchObject({
      code: 'permission-missing',
      hint: expect.stringContaining('LicenseAssignment.Read.All'),
    });
  });
});
