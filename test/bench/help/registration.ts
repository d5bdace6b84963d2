/** What both bots are told of their registration and of the channel they live in. */
export interface Registration {
  readonly appId: string;
  readonly tenantId: string;
  readonly metadataUrl: string;
  readonly loginUrl: string;
  readonly issuer: string;
}
