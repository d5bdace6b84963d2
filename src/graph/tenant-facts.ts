import { type JsonRecord, listAt, recordsAt, textAt } from '../domain/record.ts';
import type { TenantFacts, TenantLicences } from '../ports/tenant-facts.ts';
import type { GraphClient } from './client.ts';

/** Service plans by their names, which are the same in every cloud (Microsoft, “Product names and service plan identifiers”). */
const premiumAudit = new Set(['M365_ADVANCED_AUDITING']);
const standardAudit = /^(M365_AUDIT_PLATFORM|EXCHANGE_S_|SHAREPOINT)/;

const inForce = new Set(['enabled', 'warning']);

function plansOf(product: JsonRecord): string[] {
  return recordsAt(product, 'servicePlans')
    .filter((plan) => textAt(plan, 'provisioningStatus')?.toLowerCase() !== 'disabled')
    .flatMap((plan) => textAt(plan, 'servicePlanName')?.toUpperCase() ?? []);
}

function auditOf(plans: ReadonlySet<string>): TenantLicences['audit'] {
  if ([...plans].some((plan) => premiumAudit.has(plan))) return 'premium';
  return [...plans].some((plan) => standardAudit.test(plan)) ? 'standard' : 'none';
}

/** The tenant over Graph: `/organization`, and `/subscribedSkus`, whose products that have run out do not count. */
export function createTenantFacts({ graph }: { readonly graph: GraphClient }): TenantFacts {
  return {
    async name(signal) {
      const path = '/organization?$select=displayName,verifiedDomains';
      const body = await graph.ask({ path, resource: 'licences', priority: 'person', signal });
      const [tenant = {}] = recordsAt({ value: listAt(body, 'value') }, 'value');
      const domains = recordsAt(tenant, 'verifiedDomains');
      const domain = textAt(domains.find((one) => one.isDefault === true) ?? {}, 'name');
      const name = textAt(tenant, 'displayName') ?? domain ?? '';
      return domain === undefined || domain === name ? name : `${name} (${domain})`;
    },

    async licences(signal) {
      const path = '/subscribedSkus?$select=skuPartNumber,capabilityStatus,servicePlans';
      const body = await graph.ask({ path, resource: 'licences', priority: 'person', signal });
      const products = recordsAt({ value: listAt(body, 'value') }, 'value').filter((product) =>
        inForce.has(textAt(product, 'capabilityStatus')?.toLowerCase() ?? ''),
      );
      const plans = new Set(products.flatMap(plansOf));
      return {
        products: products.flatMap((product) => textAt(product, 'skuPartNumber') ?? []),
        entra: plans.has('AAD_PREMIUM_P2') ? 'P2' : plans.has('AAD_PREMIUM') ? 'P1' : 'none',
        audit: auditOf(plans),
      };
    },
  };
}
