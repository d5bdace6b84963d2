import { describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath, hasChromium } from './chromium.ts';

/** A headless Chromium that speaks to nobody but the pages it is shown. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A describe that runs where there is a browser; `require-browser.ts` says where there is none. */
export const describeInBrowser = hasChromium() ? describe : describe.skip;
