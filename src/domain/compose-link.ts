/**
 * Opens the chat with a bot, with a text in its compose box to be changed before it is sent
 * (learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams); '' without a bot's id.
 */
export function composeLink(botAppId: string, text: string): string {
  if (botAppId === '') return '';
  const bot = encodeURIComponent(`28:${botAppId}`);
  return `https://teams.microsoft.com/l/chat/0/0?users=${bot}&message=${encodeURIComponent(text)}`;
}
