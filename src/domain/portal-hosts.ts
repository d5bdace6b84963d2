/** Hosts of Microsoft's portals in one cloud; undefined where the cloud has no such portal. */
export interface PortalHosts {
  readonly entra: string;
  readonly azure: string;
  readonly login: string;
  readonly purview: string;
  readonly defender?: string;
  /** Where links into Teams begin. */
  readonly teams: string;
}

/**
 * Portals by cloud. Sources: Microsoft's page on Azure Government's portals, Defender's page for US Government
 * customers, and the purview hosts that administration tools carry in their tables.
 */
export const portalHosts = {
  public: {
    entra: 'https://entra.microsoft.com',
    azure: 'https://portal.azure.com',
    login: 'https://login.microsoftonline.com',
    purview: 'https://purview.microsoft.com',
    defender: 'https://security.microsoft.com',
    teams: 'https://teams.microsoft.com',
  },
  usgov: {
    entra: 'https://entra.microsoft.us',
    azure: 'https://portal.azure.us',
    login: 'https://login.microsoftonline.us',
    purview: 'https://purview.microsoft.us',
    defender: 'https://security.microsoft.us',
    teams: 'https://gov.teams.microsoft.us',
  },
  usgovdod: {
    entra: 'https://entra.microsoft.us',
    azure: 'https://portal.azure.us',
    login: 'https://login.microsoftonline.us',
    purview: 'https://purview.apps.mil',
    defender: 'https://security.apps.mil',
    teams: 'https://dod.teams.microsoft.us',
  },
  china: {
    entra: 'https://entra.microsoftonline.cn',
    azure: 'https://portal.azure.cn',
    login: 'https://login.partner.microsoftonline.cn',
    purview: 'https://purview.microsoft.cn',
    teams: 'https://teams.microsoftonline.cn',
  },
} as const satisfies Record<string, PortalHosts>;

export type PortalCloud = keyof typeof portalHosts;
