import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { createDemoCredential } from '../../../src/demo/demo-credential.ts';
import { adminUser, tenantId } from '../../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../../src/demo/tenant/server.ts';
import { type Connector, type ConnectorCall, startConnector } from '../../fakes/connector.ts';

let connector: Connector;
let tenant: RunningTenant;
beforeEach(async () => {
  [connector, tenant] = await Promise.all([startConnector(), startTenant()]);
});
afterEach(async () => {
  await Promise.all([connector.close(), tenant.close()]);
});

async function startApp() {
  const read = readConfig(
    {
      PORT: '0',
      MicrosoftAppTenantId: tenantId,
      GRAPH_ENDPOINT: tenant.url,
      DATABASE_URL: 'sqlite::memory:',
      LOG_LEVEL: 'silent',
    },
    { demo: true },
  );
  if (!read.ok) throw new Error(read.problems.join(' '));
  const credential = createDemoCredential(tenant.url);
  const app = await createApp(read.config, { host: '127.0.0.1', credential });
  return { app, port: (await app.start()).port };
}

const type = (port: number, text: string) =>
  fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      id: 'activity-1',
      text,
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      from: { id: '29:adele', aadObjectId: adminUser.id, name: adminUser.displayName },
      recipient: { id: '28:bot', name: 'Audit' },
      conversation: { id: 'a:adele', conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
    }),
  });

const cardOf = ({ activity }: ConnectorCall) =>
  JSON.stringify(activity?.attachments?.[0]?.content ?? '');

describe('auditing that is switched off, the whole way', () => {
  it('is found in the unified audit log of the tenant and told in the chat', async () => {
    tenant.tenant.activity.change({ searchMs: 100 });
    tenant.tenant.addActivity(
      {
        CreationTime: new Date(Date.now() - 3_600_000).toISOString().slice(0, 19),
        Id: 'a0d1700f-0000-4000-8000-000000000001',
        Operation: 'Set-AdminAuditLogConfig',
        RecordType: 1,
        ResultStatus: 'True',
        UserType: 2,
        UserId: adminUser.userPrincipalName,
        Workload: 'Exchange',
        ObjectId: 'contoso.onmicrosoft.example',
        ClientIP: '203.0.113.7:50123',
        Parameters: [{ Name: 'UnifiedAuditLogIngestionEnabled', Value: 'False' }],
      },
      {},
    );
    const { app, port } = await startApp();
    try {
      await type(port, 'alerts here');
      const told = await connector.waitFor((call) =>
        cardOf(call).includes('switched off the unified audit log'),
      );
      expect(cardOf(told)).toContain(
        'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
      );
      expect(cardOf(told)).toContain('Unified audit log');
    } finally {
      await app.stop();
    }
  }, 60_000);
});
