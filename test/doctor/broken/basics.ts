import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Broken, nobody, settings, tamper } from './break-it.ts';

export const basics: readonly Broken[] = [
  {
    what: 'Node.js is old',
    id: 'node',
    fix: /Install Node\.js 24/,
    examined: { nodeVersion: '20.19.0' },
  },
  {
    what: 'the application id is missing',
    id: 'settings',
    fix: /^MicrosoftAppId is missing: the application id of the Azure Bot\.$/,
    arrange: settings({ MicrosoftAppId: '' }),
  },
  {
    what: 'the bot is of type MultiTenant',
    id: 'settings',
    fix: /^MicrosoftAppType must be SingleTenant or UserAssignedMsi/,
    arrange: settings({ MicrosoftAppType: 'MultiTenant' }),
  },
  {
    what: 'the endpoint is http',
    id: 'settings',
    fix: /^PUBLIC_URL must be https/,
    arrange: settings({ PUBLIC_URL: 'http://bot.fabrikam.example' }),
  },
  {
    what: 'Graph is asked for by http',
    id: 'settings',
    fix: /^GRAPH_ENDPOINT must be https/,
    arrange: settings({ GRAPH_ENDPOINT: 'http://graph.microsoft.com' }),
  },
  {
    what: 'the folder of the database can’t be written',
    id: 'store',
    fix: /right to write there.*DATABASE_URL/,
    arrange: settings({ DATABASE_URL: 'sqlite:/proc/bot.db' }),
  },
  {
    what: 'the database lies where no folder can be',
    id: 'store',
    fix: /Make the folder/,
    async arrange({ folder }) {
      await writeFile(join(folder, 'a-file'), '');
      return { DATABASE_URL: `sqlite:${join(folder, 'a-file', 'data', 'bot.db')}` };
    },
  },
  {
    what: 'the database is damaged',
    id: 'store',
    fix: /last backup/,
    async arrange({ folder }) {
      const file = join(folder, 'damaged.db');
      await writeFile(file, 'no database at all, yet long enough to be one'.repeat(50));
      return { DATABASE_URL: `sqlite:${file}` };
    },
  },
  {
    what: 'a newer version has changed the database',
    id: 'store',
    fix: /Run that version/,
    arrange(setUp) {
      tamper(setUp, "insert into kysely_migration values ('9999-later', '2030-01-01')");
      return undefined;
    },
    undo: (setUp) => tamper(setUp, "delete from kysely_migration where name = '9999-later'"),
  },
  {
    what: 'the database server is down',
    id: 'store',
    fix: /Start the server, or mend host and port/,
    arrange: settings({ DATABASE_URL: 'postgres://bot:pass-4711@127.0.0.1:1/bot' }),
  },
  {
    what: 'the database’s password is wrong',
    id: 'store',
    fix: /^Mend user and password in DATABASE_URL/,
    arrange: async ({ refuseAsPostgres }) => ({
      DATABASE_URL: `postgres://bot:pass-4711@${await refuseAsPostgres('28P01')}/bot`,
    }),
  },
  {
    what: 'there is no way to Microsoft at all',
    id: 'network',
    fix: /name server, firewall, or the proxy that leads out \(HTTPS_PROXY/,
    arrange: settings({
      AZURE_AUTHORITY_HOST: nobody,
      ToChannelFromBotLoginUrl: nobody,
      ToBotFromChannelOpenIdMetadataUrl: `${nobody}/openid`,
      GRAPH_ENDPOINT: nobody,
    }),
  },
  {
    what: 'the clock is ten minutes ahead',
    id: 'clock',
    fix: /Set this machine’s clock/,
    examined: { aheadMs: 10 * 60_000 },
  },
  {
    what: 'the clock is two minutes behind',
    id: 'clock',
    state: 'warn',
    fix: /Set this machine’s clock/,
    examined: { aheadMs: -2 * 60_000 },
  },
];
