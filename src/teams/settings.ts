/** The bot's registration and the cloud it lives in. Every cloud key is filled: botbuilder has no defaults left once one of them is set. */
export interface TeamsSettings {
  readonly appType: 'SingleTenant' | 'UserAssignedMsi';
  /** Empty in the demo only. */
  readonly appId: string;
  readonly appPassword?: string;
  readonly tenantId: string;
  /** Host patterns without a port; `*` stands for any run of characters, all else is exact. */
  readonly serviceUrlHosts: readonly string[];
  readonly channelService?: string;
  readonly toChannelFromBotLoginUrl: string;
  readonly toChannelFromBotOAuthScope: string;
  readonly toBotFromChannelTokenIssuer: string;
  readonly toBotFromChannelOpenIdMetadataUrl: string;
  readonly toBotFromEmulatorOpenIdMetadataUrl: string;
  readonly oAuthUrl: string;
  /** The OAuth connection of the Azure Bot by which people sign in; absent: nobody does. */
  readonly connectionName?: string;
  readonly validateAuthority: boolean;
  /** True in the demo only: no token is asked, and loopback callers alone are answered. */
  readonly anonymous: boolean;
}
