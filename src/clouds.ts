export const cloudNames = ['public', 'usgov', 'usgovdod', 'china'] as const;
export type CloudName = (typeof cloudNames)[number];

/** Every host that differs between Microsoft's clouds. Single environment keys override single entries. */
export interface Cloud {
  readonly graph: string;
  readonly authority: string;
  /** Exchange Online's root. */
  readonly exchange: string;
  /** Hosts whose `serviceUrl` is believed. */
  readonly serviceUrlHosts: readonly string[];
  /** File stores that Teams names for files from bots; empty where it takes none (GCC High, DoD). */
  readonly uploadHosts: readonly string[];
  readonly botLoginUrl: string;
  readonly botScope: string;
  readonly botTokenIssuer: string;
  readonly botOpenIdMetadata: string;
  readonly emulatorOpenIdMetadata: string;
  readonly botOAuthUrl: string;
}

const usgov: Cloud = {
  graph: 'https://graph.microsoft.us',
  authority: 'https://login.microsoftonline.us',
  exchange: 'https://outlook.office365.us',
  serviceUrlHosts: ['smba.infra.gov.teams.microsoft.us'],
  uploadHosts: [],
  botLoginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
  botScope: 'https://api.botframework.us',
  botTokenIssuer: 'https://api.botframework.us',
  botOpenIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  emulatorOpenIdMetadata:
    'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
  botOAuthUrl: 'https://tokengcch.botframework.azure.us',
};

/**
 * Sources: botframework-connector 4.23.3 (AuthenticationConstants, GovernmentConstants) and the cloud
 * table of @microsoft/teams.api 2.0.16; the China service host is not documented, so an admin there
 * sets BOT_SERVICE_URL_HOSTS.
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    graph: 'https://graph.microsoft.com',
    authority: 'https://login.microsoftonline.com',
    exchange: 'https://outlook.office365.com',
    serviceUrlHosts: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
    uploadHosts: ['*.sharepoint.com', '*.1drv.com'],
    botLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    botScope: 'https://api.botframework.com',
    botTokenIssuer: 'https://api.botframework.com',
    botOpenIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    emulatorOpenIdMetadata:
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
    botOAuthUrl: 'https://api.botframework.com',
  },
  usgov,
  usgovdod: {
    ...usgov,
    graph: 'https://dod-graph.microsoft.us',
    exchange: 'https://outlook-dod.office365.us',
    serviceUrlHosts: ['smba.infra.dod.teams.microsoft.us'],
    botOAuthUrl: 'https://apiDoD.botframework.azure.us',
  },
  china: {
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    authority: 'https://login.partner.microsoftonline.cn',
    exchange: 'https://partner.outlook.cn',
    serviceUrlHosts: ['*.botframework.azure.cn'],
    uploadHosts: ['*.sharepoint.cn'],
    botLoginUrl: 'https://login.partner.microsoftonline.cn/microsoftservices.partner.onmschina.cn',
    botScope: 'https://api.botframework.azure.cn',
    botTokenIssuer: 'https://api.botframework.azure.cn',
    botOpenIdMetadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    emulatorOpenIdMetadata:
      'https://login.partner.microsoftonline.cn/common/v2.0/.well-known/openid-configuration',
    botOAuthUrl: 'https://token.botframework.azure.cn',
  },
};
