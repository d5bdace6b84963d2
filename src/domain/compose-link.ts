import { type PortalCloud, portalHosts } from './portal-hosts.ts';

/**
 * Opens the chat with a bot, with a text in its compose box to be changed before it is sent
 * (learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams); '' without a bot's id.
 */
export function composeLink(botAppId: string, text: string, cloud: PortalCloud = 'public'): string {
  if (botAppId === '') return '';
  const bot = `28:${encodeURIComponent(botAppId)}`;
  const message = encodeURIComponent(text);
  return `${portalHosts[cloud].teams}/l/chat/0/0?users=${bot}&message=${message}`;
}
