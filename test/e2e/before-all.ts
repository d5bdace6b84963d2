import requireBrowser from './require-browser.ts';
import { beginRun } from './said.ts';

/** Before the browser suite. */
export default function beforeAll(): void {
  requireBrowser();
  beginRun();
}
