import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { type Az, createDirectory, type Directory } from './directory.ts';
import { neededPermissions } from './permissions.ts';
import { type Plan, register, unregister } from './register.ts';

/**
 * `npm run register`: the app registration, its permissions and the admin’s consent, or the permissions of a managed
 * identity alone; and their removal. Needs the Azure CLI, signed in (`az login`) as Privileged Role Administrator.
 */
const usage = `npm run register -- [options]
  --dry-run                     say what would be done, change nothing
  --name <name>                 of the app registration (Audit Bot); made unless it is there
  --principal <object id>       a managed identity in place of an app registration
  --without <permission>        leave one out; may be given again
  --secret-file <new file>      add a secret, valid for 180 days, and write it there
  --issuer <url> --subject <s>  trust a workload's tokens in place of a secret
  --graph <url>                 of another cloud (https://graph.microsoft.com)
  --remove                      take it all back: consent and registration
  --resource-group <name>       with --remove: delete that group with bot, app, vault and database`;

const options = {
  'dry-run': { type: 'boolean', default: false },
  name: { type: 'string', default: 'Audit Bot' },
  principal: { type: 'string' },
  without: { type: 'string', multiple: true },
  'secret-file': { type: 'string' },
  issuer: { type: 'string' },
  subject: { type: 'string' },
  graph: { type: 'string', default: 'https://graph.microsoft.com' },
  remove: { type: 'boolean', default: false },
  'resource-group': { type: 'string' },
} as const;
type Given = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const secretDays = 180;
const dayMs = 86_400_000;

const say = (line: string) => {
  process.stdout.write(`${line}\n`);
};

const az: Az = async (args) => {
  const { stdout } = await promisify(execFile)('az', [...args], { maxBuffer: 64e6 });
  return stdout;
};

function problemIn(given: Given): string | undefined {
  const { issuer, subject, principal, without = [] } = given;
  const unknown = without.filter((name) => !neededPermissions.some((one) => one.name === name));
  if (unknown.length > 0) return `${unknown.join(', ')} is none that the bot asks for.`;
  if ((issuer === undefined) !== (subject === undefined)) {
    return '--issuer and --subject belong together.';
  }
  if (principal && (given['secret-file'] || issuer)) {
    return 'A managed identity has no secret and trusts no tokens.';
  }
  return given['resource-group'] && !given.remove
    ? '--resource-group belongs to --remove.'
    : undefined;
}

function planOf({ name, principal, without = [], issuer, subject, ...rest }: Given): Plan {
  return {
    name,
    principal,
    permissions: neededPermissions.filter((one) => !without.includes(one.name)),
    trusted: issuer && subject ? { issuer, subject } : undefined,
    secretUntil: rest['secret-file'] ? new Date(Date.now() + secretDays * dayMs) : undefined,
  };
}

/** The file is made first: a secret that could not be written down would be lost, and valid. */
async function registerInto(file: string, directory: Directory, plan: Plan): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  const secret = await register(directory, plan, say).catch(async (thrown) => {
    await rm(file);
    throw thrown;
  });
  await handle.writeFile(secret ?? '');
  await handle.close();
}

async function run(given: Given): Promise<void> {
  const wait = async (ms: number) => {
    await sleep(ms);
  };
  const dryRun = given['dry-run'];
  const directory = createDirectory({ az, graph: given.graph, dryRun, say, wait });
  const plan = planOf(given);
  const file = given['secret-file'];
  if (given.remove) {
    await unregister(directory, { ...plan, group: given['resource-group'] }, { az, say });
  } else if (file && !dryRun) await registerInto(file, directory, plan);
  else await register(directory, plan, say);
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

try {
  const given = parseArgs({ options }).values;
  const problem = problemIn(given);
  if (problem) fail(`${problem}\n${usage}`);
  await run(given);
} catch (thrown) {
  const { code, stderr, message } = thrown as { code?: string; stderr?: string; message?: string };
  if (code === 'ENOENT') fail('The Azure CLI is not here: install az, then az login.');
  if (String(code).startsWith('ERR_PARSE_ARGS')) fail(`${message}\n${usage}`);
  fail(stderr?.trim() || String(message));
}
