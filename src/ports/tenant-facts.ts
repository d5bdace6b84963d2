/** What a tenant pays for, as far as auditing and sign-ins depend on it. */
export interface TenantLicences {
  /** Names of the products that are in force: `SPE_E5`. */
  readonly products: readonly string[];
  readonly entra: 'P2' | 'P1' | 'none';
  /** Purview Audit: Premium keeps more, longer. `none`: no product with Exchange or audit at all. */
  readonly audit: 'premium' | 'standard' | 'none';
}

/** What the tenant is called and what it pays for. Failures are `AppError`s. */
export interface TenantFacts {
  /** As people know it: `Fabrikam (fabrikam.com)`. */
  name(signal?: AbortSignal): Promise<string>;
  licences(signal?: AbortSignal): Promise<TenantLicences>;
}
