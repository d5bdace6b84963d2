import { guidAt } from './random.ts';

/** An application that people or workloads sign in to, with the resource it asks a token for. */
export interface App {
  readonly id: string;
  readonly displayName: string;
  readonly servicePrincipalId: string;
  readonly resourceDisplayName: string;
  readonly resourceId: string;
  /** Who signs in to it: people, an application with its own credential, or a managed identity. */
  readonly use: 'people' | 'workload' | 'managedIdentity';
  readonly weight: number;
  readonly ownerTenantId: string;
}

const microsoft = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';
const fabrikam = '7a1f0e52-3c5d-4e8b-9a54-0d2c6b7e1f00';
const graph = { name: 'Microsoft Graph', id: '00000003-0000-0000-c000-000000000000' };
const exchange = { name: 'Office 365 Exchange Online', id: '00000002-0000-0ff1-ce00-000000000000' };
const sharePoint = {
  name: 'Office 365 SharePoint Online',
  id: '00000003-0000-0ff1-ce00-000000000000',
};
const azure = {
  name: 'Windows Azure Service Management API',
  id: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
};
const directory = {
  name: 'Windows Azure Active Directory',
  id: '00000002-0000-0000-c000-000000000000',
};

/** App ids that the policies and the situations name. */
export const appIds = {
  exchange: '00000002-0000-0ff1-ce00-000000000000',
  outlook: '5d661950-3475-41cd-a2c3-d671a3162bc1',
  outlookMobile: '27922004-5251-4030-b22d-91ecd9a37ea4',
  teams: '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  sharePoint: '00000003-0000-0ff1-ce00-000000000000',
  shell: '89bee1f7-5e6e-4d8a-9f3d-ecd601259da7',
  azurePortal: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  graphExplorer: 'de8bc8b5-d9f9-48b1-a8ad-b748da725064',
  powerBi: '871c010f-5e61-4fb1-83ac-98610a7e9110',
  finance: 'f1a0ce00-7e57-4000-8000-0000000000a1',
  payroll: 'f1a0ce00-7e57-4000-8000-0000000000a2',
  vpn: 'f1a0ce00-7e57-4000-8000-0000000000a3',
  hostile: 'f1a0ce00-7e57-4000-8000-0000000000a4',
  backup: 'f1a0ce00-7e57-4000-8000-0000000000a5',
  invoices: 'f1a0ce00-7e57-4000-8000-0000000000a6',
} as const;

type Resource = { name: string; id: string };
type Row = [string, string, Resource | undefined, App['use'], number];

const rows: Row[] = [
  [appIds.exchange, 'Office 365 Exchange Online', exchange, 'people', 6],
  [appIds.outlook, 'Microsoft Outlook', exchange, 'people', 18],
  [appIds.outlookMobile, 'Outlook Mobile', exchange, 'people', 12],
  [appIds.teams, 'Microsoft Teams', graph, 'people', 24],
  [appIds.sharePoint, 'Office 365 SharePoint Online', sharePoint, 'people', 12],
  [appIds.shell, 'Office365 Shell WCSS-Client', graph, 'people', 8],
  [appIds.azurePortal, 'Azure Portal', azure, 'people', 3],
  [appIds.graphExplorer, 'Graph Explorer', graph, 'people', 1],
  [appIds.powerBi, 'Power BI Service', directory, 'people', 4],
  [appIds.finance, 'SAP Finance – Produktion', undefined, 'people', 5],
  [appIds.payroll, 'Payroll & Benefits', undefined, 'people', 3],
  [appIds.vpn, 'Fabrikam VPN', undefined, 'people', 4],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: anyone may register such a name
  [appIds.hostile, '[Urgent](http://evil.example) **Survey** ${x} <img src=x>', graph, 'people', 1],
  [appIds.backup, 'ConfigMgrSvc_backup-runner', graph, 'workload', 10],
  [
    appIds.invoices,
    'func-invoices-prod',
    { name: 'Azure Storage', id: 'e406a681-f3d4-42a8-90b6-c2b029497af1' },
    'managedIdentity',
    10,
  ],
];

/** The fifteen applications of the tenant. */
export const apps: readonly App[] = rows.map(([id, displayName, resource, use, weight], index) => ({
  id,
  displayName,
  servicePrincipalId: guidAt(15, 1, index),
  resourceDisplayName: resource?.name ?? displayName,
  resourceId: resource?.id ?? id,
  use,
  weight,
  ownerTenantId: id.startsWith('f1a0ce00') ? fabrikam : microsoft,
}));

/** An application by its app id. */
export function appWith(id: string): App {
  const app = apps.find((candidate) => candidate.id === id);
  if (app === undefined) throw new Error(`no application ${id}`);
  return app;
}
