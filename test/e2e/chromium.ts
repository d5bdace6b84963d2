import { existsSync } from 'node:fs';

/** The Chromium to drive. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether it is there. */
export function hasChromium(): boolean {
  return existsSync(chromiumPath);
}
