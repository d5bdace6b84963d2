import type { NamedLocation, Policy } from '../domain/policy.ts';

export interface Policies {
  /** All conditional access policies; may be minutes old (1 request/s per tenant for all apps). */
  all(signal?: AbortSignal): Promise<Policy[]>;
  namedLocations(signal?: AbortSignal): Promise<NamedLocation[]>;
}
