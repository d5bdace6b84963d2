import { client } from '../../src/demo/tenant/identities.ts';
import { findLeaks } from '../leaks/find-leaks.ts';
import { hasChromium } from './chromium.ts';
import { readSaid, secretsOfRun } from './said.ts';

/**
 * After the browser suite: searches logs, store, metrics, error answers, cards and pages for every secret of the run
 * and for anything that looks like a token; one that is found fails the run.
 */
export default async function afterAll(): Promise<void> {
  if (!hasChromium()) return;
  const said = await readSaid();
  const bytes = said.reduce((sum, { text }) => sum + text.length, 0);
  const leaks = findLeaks(said, {
    ...Object.fromEntries(Object.entries(secretsOfRun()).map(([name, value]) => [name, [value]])),
    'the secret of the simulated tenant': [client.secret],
  });
  if (leaks.length > 0) throw new Error(`Secrets came to light:\n${leaks.join('\n')}`);
  if (process.env.CI && bytes === 0) throw new Error('The browser suite left nothing to search.');
  process.stdout.write(
    `Searched ${said.length} files (${(bytes / 1e6).toFixed(1)} MB) that the run brought forth: no secret, no token.\n`,
  );
}
