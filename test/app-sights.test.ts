import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type App, createApp } from '../src/app.ts';
import { createDemoCredential } from '../src/demo/demo-credential.ts';
import {
  alice,
  groupIds,
  type Identity,
  noRoleUser,
  operatorUser,
  readerUser,
  tenantId,
  unitIds,
} from '../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../src/demo/tenant/server.ts';
import { openStore } from '../src/store/open-store.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { channel } from './commands/world.ts';
import { settingsOver } from './whole-bot.ts';

interface World {
  readonly app: App;
  readonly tenant: RunningTenant;
  readonly folder: string;
}
let world: World | undefined;
afterEach(async () => {
  await world?.app.stop();
  await world?.tenant.close();
  if (world) await rm(world.folder, { recursive: true, force: true });
  world = undefined;
});

/** The whole bot over the simulated tenant, with these settings beside the usual ones. */
async function open(settings: Readonly<Record<string, string>>) {
  const tenant = await startTenant({ signInCount: 500, throttle: false });
  tenant.tenant.grant('AdministrativeUnit.Read.All');
  const folder = await mkdtemp(join(tmpdir(), 'audit-bot-sights-'));
  const database = `sqlite:${join(folder, 'bot.db')}`;
  const config = settingsOver(tenant.url, { DATABASE_URL: database, ...settings });
  const app = await createApp(config, { credential: createDemoCredential(tenant.url) });
  world = { app, tenant, folder };
  const ask = async (who: Identity, text: string, name = 'General') => {
    const asker = { id: who.id, name: who.displayName, channelUserId: '29:x' };
    const conversation = { ...channel, tenantId, name, id: `19:${name}@thread.tacv2` };
    const message = { text, asker, conversation, timeZone: 'UTC', mentions: [] };
    return (await app.answer({ kind: 'message', ...message }, AbortSignal.timeout(20_000))).text;
  };
  return { ask, database };
}

describe('the whole bot over a tenant', () => {
  it('shows a reader of an administrative unit its people, and of others nothing', async () => {
    const { ask } = await open({ ACCESS_SCOPES: `${noRoleUser.id}=${unitIds.salesOffice}` });
    expect(await ask(noRoleUser, 'whoami')).toMatch(
      /you by your object id.*people of Sales office/s,
    );
    expect(await ask(noRoleUser, 'signins for me last 30d')).toContain('Sign-ins of Tim Berger');
    expect(await ask(noRoleUser, 'signins for alice')).not.toContain('Alice Martin');
    expect(await ask(noRoleUser, `user ${alice.id}`)).toContain('outside of what you may look up');
    expect(await ask(readerUser, 'signins for alice')).toContain('Sign-ins of Alice Martin');
  });

  it('keeps policies from an operator whose role does not show them', async () => {
    const { ask } = await open({});
    expect(await ask(operatorUser, 'policies')).toContain(
      'Not shown to your role: Security Operator',
    );
    expect(await ask(readerUser, 'policies')).not.toContain('Not shown');
  });

  it('asks why a member of a protected group is looked at, and keeps what is to be told', async () => {
    const { ask, database } = await open({
      PROTECTED_PEOPLE: groupIds.finance,
      PROTECTED_NOTIFY: 'Works council',
    });
    const why = 'signins for alice because HR case 4711';
    expect(await ask(readerUser, 'signins for alice')).toContain('is a protected person');
    expect(await ask(readerUser, why)).toContain('type “alerts here” in the channel of that name');
    await ask(operatorUser, 'alerts here', 'Works council');
    const shown = await ask(readerUser, why);
    expect(shown).toContain('Sign-ins of Alice Martin');
    expect(shown).toContain('you gave the reason “HR case 4711”');
    const store = await openStore(database, { log: recordingLog() });
    const due = await store.lookNotices.due(tenantId, new Date(Date.now() + 60_000), 10);
    await store.close();
    expect(due).toMatchObject([
      { asker: { id: readerUser.id }, person: { id: alice.id }, reason: 'HR case 4711' },
    ]);
  });
});
