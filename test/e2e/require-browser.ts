import { hasChromium } from './chromium.ts';

/** Before the browser suite: without a browser CI fails, and everywhere else one line says what is left out. */
export default function requireBrowser(): void {
  if (hasChromium()) return;
  const advice =
    'There is no Chromium at CHROMIUM_PATH or /usr/bin/chromium: apt-get install chromium, or name yours in CHROMIUM_PATH.';
  if (process.env.CI) throw new Error(`The browser suite must run in CI. ${advice}`);
  process.stderr.write(`The browser suite is left out. ${advice}\n`);
}
