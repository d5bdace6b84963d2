import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packApp } from './app-package.ts';

/**
 * `npm run manifest`: writes the Teams app that an admin uploads, for the bot whose id is in `.env`.
 * A step for a developer's machine: the schema and the zip come from devDependencies.
 */
const schemaFile =
  '@microsoft/app-manifest/build/json-schemas/teams/v1.25/MicrosoftTeams.schema.json';

/**
 * Whoever runs the bot is the developer Teams asks about, so the pages default to those Microsoft
 * keeps for every organization: its apps, its own privacy statement, its own terms of use.
 */
const options = {
  developer: { type: 'string', default: 'teams-audit-bot contributors' },
  website: { type: 'string', default: 'https://myapps.microsoft.com' },
  privacy: {
    type: 'string',
    default: 'https://myaccount.microsoft.com/settingsandprivacy/privacy',
  },
  terms: { type: 'string', default: 'https://myaccount.microsoft.com/termsofuse/myacceptances' },
  out: { type: 'string', default: 'dist/teams-audit-bot.zip' },
} as const;

const usage =
  'npm run manifest -- [--developer <name>] [--website <https url>] [--privacy <https url>] [--terms <https url>] [--out <file>]';

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function fail(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

function readFlags() {
  try {
    return parseArgs({ options }).values;
  } catch (thrown) {
    fail([thrown instanceof Error ? thrown.message : String(thrown), usage]);
  }
}

const here = (name: string) => readFileSync(new URL(name, import.meta.url));
const flags = readFlags();
const { version } = JSON.parse(here('../package.json').toString());
const require = createRequire(import.meta.url);
const parts = {
  template: here('manifest.json').toString(),
  schema: JSON.parse(readFileSync(require.resolve(schemaFile), 'utf8')),
  colorIcon: here('color.png'),
  outlineIcon: here('outline.png'),
};
const packed = packApp(parts, {
  appId: process.env.MicrosoftAppId?.trim() ?? '',
  version,
  developerName: flags.developer,
  websiteUrl: flags.website,
  privacyUrl: flags.privacy,
  termsOfUseUrl: flags.terms,
  signsIn: process.env.DELEGATED_LOOKUPS?.trim() === 'true',
});
if (!packed.ok) fail(['The Teams app was not written:', ...packed.problems.map((p) => `  - ${p}`)]);

const out = resolve(flags.out);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, packed.zip);
say([
  `Written: ${out} (version ${version})`,
  'Upload it in the Teams admin center: Teams apps > Manage apps > Upload new app,',
  'or for yourself alone in Teams: Apps > Manage your apps > Upload an app.',
]);
