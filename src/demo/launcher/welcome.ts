import { alertsChannel, botName, personAt } from '../playground/config.ts';
import type { DemoOptions } from './options.ts';

/** What the demo says once everything answers: the address, what to type, how to end. */
export function welcomeText(options: DemoOptions): string {
  const { botPort, tenantPort, chatPort, withChat, seat } = options;
  const end = 'All of it listens on this machine only (127.0.0.1). Ctrl-C ends it.';
  if (!withChat) {
    return [
      'The demo is ready, without the chat client.',
      `  bot               http://127.0.0.1:${botPort}/api/messages`,
      `  simulated tenant  http://127.0.0.1:${tenantPort}`,
      'Ask with: signins for alice',
      end,
    ].join('\n');
  }
  return [
    `The demo is ready. Open http://127.0.0.1:${chatPort} (you are ${personAt(seat).displayName}) and type`,
    '  in Personal Chat:   signins for alice',
    `  in ${alertsChannel}:  @${botName} alerts here   (choose the bot from the list that @ opens; a block comes within minutes)`,
    '  anywhere:           help',
    end,
  ].join('\n');
}
