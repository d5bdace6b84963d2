import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { channelId } from '../set-up.ts';
import { type Broken, settings, status, tamper } from './break-it.ts';

export const places: readonly Broken[] = [
  {
    what: 'another program has the port',
    id: 'port',
    fix: /End the program that holds port \d+ .*or set PORT/,
    arrange: async ({ serve }) => ({ PORT: new URL(await serve(status(404))).port }),
  },
  {
    what: 'the endpoint leads to no bot',
    id: 'endpoint',
    fix: /Send \/api\/messages of that address to the bot’s port/,
    arrange: async ({ serve }) => ({ PUBLIC_URL: await serve(status(404)) }),
  },
  {
    what: 'the proxy before the endpoint does not reach the bot',
    id: 'endpoint',
    fix: /^Start the bot, and let the reverse proxy/,
    arrange: async ({ serve }) => ({ PUBLIC_URL: await serve(status(502)) }),
  },
  {
    what: 'a sign-in page stands before the endpoint',
    id: 'endpoint',
    fix: /without a redirect or a sign-in page/,
    arrange: async ({ serve }) => ({ PUBLIC_URL: await serve(status(302)) }),
  },
  {
    what: 'the endpoint’s certificate is one of its own',
    id: 'endpoint',
    fix: /^Give localhost:\d+ a certificate of a public authority/,
    arrange: async ({ serveSecurely }) => ({ PUBLIC_URL: await serveSecurely() }),
  },
  {
    what: 'the channel is gone',
    id: 'channels',
    fix: /^Sign-in alerts: this conversation is no more\. Type “alerts here”/,
    arrange({ connector }) {
      connector.fail({ status: 404, code: 'ConversationNotFound' });
      return undefined;
    },
  },
  {
    what: 'the app was removed from the team',
    id: 'channels',
    fix: /^Sign-in alerts: the app is not installed there any more\. Add it again/,
    arrange({ connector }) {
      connector.fail({ status: 403, code: 'BotNotInConversationRoster' });
      return undefined;
    },
  },
  {
    what: 'the service URL of a channel is not believed',
    id: 'channels',
    fix: /BOT_SERVICE_URL_HOSTS/,
    arrange: settings({ BOT_SERVICE_URL_HOSTS: 'smba.trafficmanager.net' }),
  },
  {
    what: 'no conversation receives alerts',
    id: 'channels',
    state: 'warn',
    fix: /alerts here/,
    arrange(setUp) {
      tamper(setUp, "update subscriptions set tenant_id = 'away'");
      return undefined;
    },
    undo: (setUp) =>
      tamper(
        setUp,
        `update subscriptions set tenant_id = '${setUp.environment.MicrosoftAppTenantId}'`,
      ),
  },
  {
    what: 'Teams has refused the bot in a channel for good',
    id: 'channels',
    fix: /^Sign-in alerts: Teams refused the bot there\. Add the app again/,
    arrange(setUp) {
      tamper(
        setUp,
        `update subscriptions set dead_at = 1, dead_reason = 'gone' where conversation_id = '${channelId}'`,
      );
      return undefined;
    },
    undo: (setUp) => tamper(setUp, 'update subscriptions set dead_at = null, dead_reason = null'),
  },
  {
    what: 'a line of the rules file is wrong',
    id: 'rules',
    fix: /^Line 2, column \d+: rules\.ca-block\b/,
    async arrange({ folder }) {
      const file = join(folder, 'rules.yaml');
      await writeFile(file, 'rules:\n  ca-block: { enabled: perhaps }\n');
      return { ALERT_RULES_FILE: file };
    },
  },
  {
    what: 'there is no rules file',
    id: 'rules',
    fix: /there is none at this path/,
    arrange: settings({ ALERT_RULES_FILE: '/nowhere/rules.yaml' }),
  },
  {
    what: 'a row of the record of who asked was changed',
    id: 'looks',
    fix: /^Find out who can write to the database/,
    arrange(setUp) {
      const copy = join(setUp.folder, 'tampered.db');
      tamper(setUp, `vacuum into '${copy}'`);
      tamper(
        copy,
        'drop trigger looks_no_update',
        "update looks set record = replace(record, 'signins', 'audits') where sequence = 2",
      );
      return { DATABASE_URL: `sqlite:${copy}` };
    },
  },
];
