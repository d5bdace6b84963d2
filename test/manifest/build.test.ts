import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';

const root = new URL('../../', import.meta.url);
const appId = '0A1B2C3D-1111-4222-8333-444455556666';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function build(id: string | undefined, ...flags: string[]) {
  const out = join(folder, `${flags.length}-${id ?? 'none'}`, 'app.zip');
  const { MicrosoftAppId: _, ...env } = process.env;
  const run = spawnSync(process.execPath, ['manifest/build.ts', '--out', out, ...flags], {
    cwd: root,
    env: id === undefined ? env : { ...env, MicrosoftAppId: id },
    encoding: 'utf8',
  });
  return { out, status: run.status, said: run.stdout, complained: run.stderr };
}

function manifestIn(zip: string) {
  return JSON.parse(strFromU8(unzipSync(readFileSync(zip))['manifest.json'] ?? new Uint8Array()));
}

describe('npm run manifest', () => {
  it('writes a zip for the bot of the environment, which Teams updates in place on every upload', () => {
    const built = build(appId);
    expect(built.complained).toBe('');
    expect(built.status).toBe(0);
    expect(Object.keys(unzipSync(readFileSync(built.out))).sort()).toEqual([
      'color.png',
      'manifest.json',
      'outline.png',
    ]);
    const manifest = manifestIn(built.out);
    const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
    expect(manifest.version).toBe(version);
    expect(manifest.id).toBe(appId.toLowerCase());
    expect(manifest.bots[0].botId).toBe(manifest.id);
    expect(built.said).toContain(built.out);
  });

  it('writes the same bytes for the same input', () => {
    const [first, second] = [build(appId), build(appId.toLowerCase())];
    expect(readFileSync(first.out).equals(readFileSync(second.out))).toBe(true);
  });

  it('takes the developer and pages of the organization, quotes and all', () => {
    const pages = ['website', 'privacy', 'terms'].flatMap((page) => [
      `--${page}`,
      `https://it.contoso.example/${page}`,
    ]);
    const built = build(appId, '--developer', 'Contoso "IT"', ...pages);
    expect(built.complained).toBe('');
    expect(manifestIn(built.out).developer).toEqual({
      name: 'Contoso "IT"',
      websiteUrl: 'https://it.contoso.example/website',
      privacyUrl: 'https://it.contoso.example/privacy',
      termsOfUseUrl: 'https://it.contoso.example/terms',
    });
  });

  it.each([
    [undefined, 'MicrosoftAppId is not set. Put the application (client) id'],
    ['', 'MicrosoftAppId is not set.'],
    ['my-bot', 'MicrosoftAppId is not an application id: "my-bot"'],
    ['00000000-0000-0000-0000-000000000000', 'MicrosoftAppId is not an application id'],
  ])('refuses the app id %j and says where the right one stands', (id, sentence) => {
    const built = build(id);
    expect(built.status).toBe(1);
    expect(built.complained).toContain(sentence);
    expect(existsSync(built.out)).toBe(false);
  });

  it('refuses what Teams would refuse: a page without https, a name over 32 characters', () => {
    const built = build(
      appId,
      '--website',
      'http://contoso.example',
      '--developer',
      'x'.repeat(33),
    );
    expect(built.status).toBe(1);
    expect(built.complained).toContain(
      'manifest.json.developer.websiteUrl: "http://contoso.example" is not an https address.',
    );
    expect(built.complained).toContain(
      'manifest.json.developer.name: must NOT have more than 32 characters',
    );
    expect(existsSync(built.out)).toBe(false);
  });

  it('answers an unknown flag with the flags there are', () => {
    const built = build(appId, '--site', 'https://contoso.example');
    expect(built.status).toBe(1);
    expect(built.complained).toContain("'--site'");
    expect(built.complained).toContain('--website <https url>');
  });
});
