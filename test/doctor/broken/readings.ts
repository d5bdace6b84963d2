import { defaultPermissions } from '../../../src/demo/tenant/granted-permissions.ts';
import { groupIds } from '../../../src/demo/tenant/identities.ts';
import { AppError } from '../../../src/errors.ts';
import type { AuditSwitches } from '../../../src/ports/audit-switches.ts';
import { type Broken, html, nobody, refusingProxy, settings } from './break-it.ts';

function without(permission: string, rest: Pick<Broken, 'id' | 'fix'> & Partial<Broken>): Broken {
  return {
    what: `${permission} is not granted`,
    arrange({ running }) {
      running.tenant.revoke(permission);
      return rest.arrange === undefined ? undefined : {};
    },
    undo: ({ running }) => running.tenant.grant(permission),
    ...rest,
  };
}

const lacking = (permission: string, state?: 'warn'): Broken =>
  without(permission, {
    id: `permission:${permission}`,
    state,
    fix: new RegExp(`Add ${permission.replaceAll('.', '\\.')} .*Grant admin consent`),
  });

const refused = new AppError('permission-missing', 'The bot’s application lacks the role.', {
  hint: 'Give it the role View-Only Configuration in Exchange.',
});
const refusingExchange = {
  access: 'read',
  ingestion: () => Promise.reject(refused),
} as Partial<AuditSwitches> as AuditSwitches;

export const readings: readonly Broken[] = [
  {
    what: 'Graph is out of reach',
    id: 'graph',
    fix: /Let this machine reach https:\/\/127\.0\.0\.1:1 .*GRAPH_ENDPOINT/,
    arrange: settings({ GRAPH_ENDPOINT: nobody }),
  },
  {
    what: 'a proxy answers with a page in the place of Graph',
    id: 'graph',
    fix: /pass the proxy or captive portal/,
    arrange: async ({ serve }) => ({ GRAPH_ENDPOINT: await serve(html) }),
  },
  {
    what: 'a proxy refuses what is meant for Graph',
    id: 'graph',
    fix: /pass the proxy or captive portal/,
    arrange: async ({ serve }) => ({ GRAPH_ENDPOINT: await serve(refusingProxy) }),
  },
  {
    what: 'admin consent was never given',
    id: 'consent',
    fix: /as Application permissions \(not Delegated\), then press “Grant admin consent”/,
    arrange({ running }) {
      for (const permission of [...running.tenant.permissions]) running.tenant.revoke(permission);
      return undefined;
    },
    undo({ running }) {
      for (const one of defaultPermissions) running.tenant.grant(one);
    },
  },
  lacking('AuditLog.Read.All'),
  lacking('User.Read.All'),
  lacking('AuditLogsQuery.Read.All', 'warn'),
  lacking('IdentityRiskyUser.Read.All', 'warn'),
  lacking('RoleManagement.Read.Directory', 'warn'),
  lacking('Policy.Read.ConditionalAccess', 'warn'),
  {
    ...lacking('GroupMember.Read.All', 'warn'),
    arrange({ running }) {
      running.tenant.revoke('GroupMember.Read.All');
      return { BREAK_GLASS: groupIds.breakGlass };
    },
  },
  without('Application.Read.All', {
    id: 'permission:Directory.Read.All',
    state: 'warn',
    fix: /Add Directory\.Read\.All/,
  }),
  {
    what: 'the registration may also write',
    id: 'excess',
    state: 'warn',
    fix: /^Remove User\.ReadWrite\.All /,
    arrange({ running }) {
      running.tenant.grant('User.ReadWrite.All');
      return undefined;
    },
    undo: ({ running }) => running.tenant.revoke('User.ReadWrite.All'),
  },
  {
    what: 'the tenant has no Entra ID P1',
    id: 'licence',
    fix: /Get Entra ID P1 or P2/,
    arrange({ running }) {
      running.tenant.setLicence('free');
      return undefined;
    },
    undo: ({ running }) => running.tenant.setLicence('P2'),
  },
  {
    what: 'the tenant has no Entra ID P1, and its products may not be read',
    id: 'licence',
    fix: /Get Entra ID P1 or P2/,
    arrange({ running }) {
      running.tenant.setLicence('free');
      running.tenant.revoke('Organization.Read.All');
      return undefined;
    },
    undo({ running }) {
      running.tenant.setLicence('P2');
      running.tenant.grant('Organization.Read.All');
    },
  },
  {
    what: 'the tenant has no Entra ID P2',
    id: 'licence',
    state: 'warn',
    fix: /unless you want users’ risk/,
    arrange({ running }) {
      running.tenant.setLicence('P1');
      return undefined;
    },
    undo: ({ running }) => running.tenant.setLicence('P2'),
  },
  {
    what: 'the sign-in log has a problem',
    id: 'sign-ins',
    fix: /Try again in a minute/,
    arrange({ running }) {
      running.tenant.fault({ match: /signIns/, kind: '503', times: 4 });
      return undefined;
    },
  },
  {
    what: 'Graph refuses requests as too many',
    id: 'throttling',
    state: 'warn',
    fix: /a registration of its own \(AZURE_CLIENT_ID\)/,
    arrange({ running }) {
      running.tenant.fault({
        match: /directoryAudits/,
        kind: '429',
        times: 3,
        retryAfterSeconds: 1,
      });
      return undefined;
    },
  },
  {
    what: 'Exchange refuses the application',
    id: 'exchange',
    fix: /Give it the role View-Only Configuration/,
    examined: { switches: refusingExchange },
  },
  {
    what: 'auditing is off in the tenant',
    id: 'auditing',
    fix: /Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled \$true/,
    arrange({ running }) {
      running.tenant.activity.change({ auditing: 'off' });
      return undefined;
    },
    undo({ running }) {
      running.tenant.activity.change({ auditing: 'on' });
    },
  },
  {
    what: 'auditing is off, says Exchange',
    id: 'auditing',
    fix: /Set-AdminAuditLogConfig/,
    examined: {
      switches: {
        access: 'read',
        ingestion: async () => ({ isOn: false }),
      } as Partial<AuditSwitches> as AuditSwitches,
    },
  },
];
