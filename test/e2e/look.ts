import { expect } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import type { ChatClient } from './chat-client.ts';
import { hardToRead, openPhone } from './phone.ts';

/** The window in which a card is, and the browser for the small ones. */
export interface Screens {
  readonly browser: Browser;
  readonly chat: ChatClient;
}

/** The newest card with this text at 320 px, light and dark: nothing may stick out or be hard to read. `opened` is pressed first. */
export async function lookOnPhone(
  { browser, chat }: Screens,
  name: string,
  text: string,
  opened?: string,
): Promise<void> {
  const json = chat.jsonOf(text);
  const phone = await openPhone(browser);
  for (const theme of ['light', 'dark'] as const) {
    const how = { widthPx: 320, theme, ...(opened !== undefined && { opened }) };
    const shown = await phone.show(json, how, `${name}-narrow-${theme}`);
    expect(shown.text).toContain(text);
    expect(shown.overflowPx).toBe(0);
    expect(hardToRead(shown)).toBeUndefined();
  }
  await phone.close();
}

/** A picture of the card as it is in the chat, and `lookOnPhone`. */
export async function look(
  screens: Screens,
  name: string,
  card: Locator,
  text: string,
  opened?: string,
): Promise<void> {
  await screens.chat.screenshot(`${name}-card`, card);
  await lookOnPhone(screens, name, text, opened);
}
