import { fail, type Outcome, ok } from '../check.ts';

/** As `engines` in package.json says. */
const least = { major: 22, minor: 18 };

/** `version` without the v: `24.21.0`. */
export function nodeOutcome(version: string): Outcome {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > least.major || (major === least.major && minor >= least.minor);
  if (isEnough) return ok(`Node.js ${version}`);
  return fail(
    `Node.js ${version}, and ${least.major}.${least.minor} is the least that runs this bot`,
    'Install Node.js 24, or run “npm ci” once: its scripts then use the Node 24 that comes with it.',
  );
}
