import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { ChatClient } from './chat-client.ts';
import { type DemoParts, startDemoParts } from './demo-parts.ts';

/** The demo, a browser, and the window in which Adele writes. */
export interface Desk {
  readonly demo: DemoParts;
  readonly browser: Browser;
  readonly chat: ChatClient;
  close(): Promise<void>;
}

/** Opens all of it, in Adele's own chat with the bot. */
export async function openDesk(...how: Parameters<typeof startDemoParts>): Promise<Desk> {
  const [demo, browser] = await Promise.all([startDemoParts(...how), openBrowser()]);
  const close = async () => {
    await browser.close();
    await demo.stop();
  };
  try {
    const chat = await ChatClient.open(browser, await demo.seat('adele'));
    await chat.openPersonal();
    return { demo, browser, chat, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
