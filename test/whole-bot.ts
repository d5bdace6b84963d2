import { type App, createApp } from '../src/app.ts';
import { type Config, readConfig } from '../src/config.ts';
import { createDemoCredential } from '../src/demo/demo-credential.ts';
import { adminUser, tenantId } from '../src/demo/tenant/identities.ts';
import type { Connector } from './fakes/connector.ts';

type Settings = Readonly<Record<string, string>>;

/** The settings of the whole bot over a simulated tenant, these beside the usual ones. */
export function settingsOver(tenantUrl: string, settings: Settings = {}): Config {
  const usual = {
    PORT: '0',
    MicrosoftAppTenantId: tenantId,
    GRAPH_ENDPOINT: tenantUrl,
    DATABASE_URL: 'sqlite::memory:',
    LOG_LEVEL: 'silent',
  };
  const read = readConfig({ ...usual, ...settings }, { demo: true });
  if (!read.ok) throw new Error(read.problems.join(' '));
  return read.config;
}

/** The whole bot, listening on a port of its own. */
export interface WholeBot {
  readonly app: App;
  /** One activity from Adele's own chat, as Teams posts it; what is given replaces the usual. */
  post(activity: object): Promise<Response>;
}

export async function startWholeBot(
  tenantUrl: string,
  { serviceUrl }: Pick<Connector, 'serviceUrl'>,
  settings: Settings = {},
): Promise<WholeBot> {
  const credential = createDemoCredential(tenantUrl);
  const app = await createApp(settingsOver(tenantUrl, settings), { host: '127.0.0.1', credential });
  const { port } = await app.start();
  let activities = 0;
  return {
    app,
    post(activity) {
      activities += 1;
      return fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          type: 'message',
          id: `activity-${activities}`,
          channelId: 'msteams',
          serviceUrl,
          from: { id: '29:adele', aadObjectId: adminUser.id, name: adminUser.displayName },
          recipient: { id: '28:bot', name: 'Audit' },
          conversation: { id: 'a:adele', conversationType: 'personal', tenantId },
          channelData: { tenant: { id: tenantId } },
          ...activity,
        }),
      });
    },
  };
}
