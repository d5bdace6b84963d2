import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { adminUser } from '../../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../../src/demo/tenant/server.ts';
import { type Connector, type ConnectorCall, startConnector } from '../../fakes/connector.ts';
import { startWholeBot } from '../../whole-bot.ts';

let connector: Connector;
let tenant: RunningTenant;
beforeEach(async () => {
  [connector, tenant] = await Promise.all([startConnector(), startTenant()]);
});
afterEach(async () => {
  await Promise.all([connector.close(), tenant.close()]);
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
    const bot = await startWholeBot(tenant.url, connector);
    try {
      await bot.post({ text: 'alerts here' });
      const told = await connector.waitFor((call) =>
        cardOf(call).includes('switched off the unified audit log'),
      );
      expect(cardOf(told)).toContain(
        'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
      );
      expect(cardOf(told)).toContain('Unified audit log');
    } finally {
      await bot.app.stop();
    }
  }, 60_000);
});
