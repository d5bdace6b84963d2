/**
 * `npm run doctor` begins here, in words that every Node.js reads: an old one reads no TypeScript, and says so in no
 * way that helps. Checks the version alone, then hands over to doctor-main.ts, with .env as `npm start` reads it.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const fix =
  'Install Node.js 24, or run “npm ci” once: its scripts then use the Node 24 that comes with it.';

if (major < 22 || (major === 22 && minor < 18)) {
  const evidence = `Node.js ${process.versions.node}, and 22.18 is the least that runs this bot`;
  const check = { id: 'node', title: 'Node.js', state: 'fail', evidence, fix };
  const report = { version: 1, at: new Date().toISOString(), verdict: 'fail', checks: [check] };
  const lines = [`✗ Node.js  ${evidence}`, `           → ${fix}`];
  process.stdout.write(
    process.argv.includes('--json') ? `${JSON.stringify(report)}\n` : `${lines.join('\n')}\n`,
  );
  process.exitCode = 1;
} else {
  const main = fileURLToPath(new URL('./doctor-main.ts', import.meta.url));
  const args = ['--env-file-if-exists=.env', main, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
