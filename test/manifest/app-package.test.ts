import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { type PackageParts, packApp } from '../../manifest/app-package.ts';
import { commands as botCommands } from '../../src/commands/index.ts';
import { portalHosts } from '../../src/domain/portal-hosts.ts';
import { searchNames } from '../../src/ports/chat.ts';

const read = (name: string) => readFileSync(new URL(`../../manifest/${name}`, import.meta.url));
const require = createRequire(import.meta.url);
const template = read('manifest.json').toString();
const manifest = JSON.parse(template);
const schema = JSON.parse(
  readFileSync(
    require.resolve(
      `@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`,
    ),
    'utf8',
  ),
);
const parts: PackageParts = {
  template,
  schema,
  colorIcon: read('color.png'),
  outlineIcon: read('outline.png'),
};
const values = {
  appId: '0a1b2c3d-1111-4222-8333-444455556666',
  version: '1.2.3',
  developerName: 'Contoso IT',
  websiteUrl: 'https://contoso.example',
  privacyUrl: 'https://contoso.example/privacy',
  termsOfUseUrl: 'https://contoso.example/terms',
};

function problemsOf(changed: Partial<PackageParts>): readonly string[] {
  const packed = packApp({ ...parts, ...changed }, values);
  return packed.ok ? [] : packed.problems;
}

/** Pixels of an 8-bit RGBA PNG as Teams reads it. */
function pixelsOf(png: Buffer): { width: number; rgba: Buffer } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect([...png.subarray(24, 29)]).toEqual([8, 6, 0, 0, 0]);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const end = at + 8 + png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, end));
  }
  return { width, rgba: unfilter(inflateSync(Buffer.concat(data)), width * 4, height) };
}

function unfilter(scanlines: Buffer, stride: number, height: number): Buffer {
  const pixels = Buffer.alloc(stride * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const [row, column] = [Math.floor(at / stride), at % stride];
    const left = column < 4 ? 0 : (pixels[at - 4] ?? 0);
    const up = pixels[at - stride] ?? 0;
    const corner = column < 4 ? 0 : (pixels[at - stride - 4] ?? 0);
    const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
    const guess = guesses[scanlines[row * (stride + 1)] ?? 0] ?? 0;
    pixels[at] = (scanlines[row * (stride + 1) + 1 + column] ?? 0) + guess;
  }
  return pixels;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(guess - value));
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toUp ?? 0) <= (toCorner ?? 0) ? up : corner;
}

describe('the Teams app package', () => {
  it('passes the schema of its own manifest version, of which the file names the address', () => {
    expect(problemsOf({})).toEqual([]);
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
  });

  it('can be installed in private and shared channels: Teams refuses a team bot without that since 1.25', () => {
    expect(manifest.bots[0].scopes).toEqual(['personal', 'team', 'groupChat']);
    expect(manifest.supportsChannelFeatures).toBe('tier1');
  });

  it('asks for nothing it does not use', () => {
    expect(manifest).not.toHaveProperty('webApplicationInfo');
    expect(manifest).not.toHaveProperty('authorization');
    expect(manifest.validDomains).toEqual([]);
  });

  it('offers a command menu in every scope, each within what Teams shows', () => {
    const lists: { scopes: string[]; commands: { title: string; description: string }[] }[] =
      manifest.bots[0].commandLists;
    expect(lists.flatMap((list) => list.scopes).sort()).toEqual(['groupChat', 'personal', 'team']);
    for (const { commands } of lists) {
      // Ten commands a scope, 32 and 128 characters: Teams' own limits, tighter than the schema's.
      expect(commands.length).toBeLessThanOrEqual(10);
      for (const { title, description } of commands) {
        expect(title.length).toBeLessThanOrEqual(32);
        expect(description.length).toBeLessThanOrEqual(128);
      }
    }
  });

  it('offers in the menu only what the bot understands', () => {
    const names = botCommands.map(({ name }) => name);
    for (const { commands } of manifest.bots[0].commandLists) {
      for (const { title } of commands) expect(names).toContain(title);
    }
  });

  it('offers each search that the bot answers, by the name of its command and with the field it reads', () => {
    const [{ botId, commands }] = manifest.composeExtensions;
    const names = botCommands.map(({ name }) => name);
    expect(botId).toBe(manifest.bots[0].botId);
    expect(commands.map(({ id }: { id: string }) => id)).toEqual(searchNames);
    for (const { id, type, parameters, title, description } of commands) {
      expect(names).toContain(id);
      expect({ type, fields: parameters.map(({ name }: { name: string }) => name) }).toEqual({
        type: 'query',
        fields: ['query'],
      });
      expect(title.length).toBeLessThanOrEqual(32);
      expect(description.length).toBeLessThanOrEqual(128);
    }
  });

  it('is told of links to the portals of every cloud, of no other host, and only where it is installed', () => {
    const [{ messageHandlers }] = manifest.composeExtensions;
    const hosts = Object.values(portalHosts).flatMap(({ entra, azure }) => [entra, azure]);
    const [{ type, value }] = messageHandlers;
    expect(messageHandlers).toHaveLength(1);
    expect(type).toBe('link');
    expect([...value.domains].sort()).toEqual(
      [...new Set(hosts.map((host) => new URL(host).host))].sort(),
    );
    expect(value.supportsAnonymizedPayloads).toBe(false);
  });

  it('brings single sign-on where people sign in, and nothing of it elsewhere', () => {
    const manifestIn = (signsIn: boolean) => {
      const packed = packApp(parts, { ...values, signsIn });
      if (!packed.ok) throw new Error(packed.problems.join());
      return JSON.parse(strFromU8(unzipSync(packed.zip)['manifest.json'] ?? new Uint8Array()));
    };
    const resource = `api://botid-${values.appId}`;
    expect(manifestIn(true)).toMatchObject({
      webApplicationInfo: { id: values.appId, resource },
      validDomains: ['token.botframework.com'],
    });
    expect(manifestIn(false)).toMatchObject({ validDomains: [] });
    expect(manifestIn(false)).not.toHaveProperty('webApplicationInfo');
  });

  it('names every problem at once', () => {
    const problems = problemsOf({
      template: template.replace('"accentColor": "#1F3A68"', '"accentColour": "$' + '{accent}"'),
      colorIcon: parts.outlineIcon,
      outlineIcon: Buffer.from('GIF89a'),
    });
    expect(problems).toEqual([
      "manifest.json: must have required property 'accentColor'",
      'manifest.json: must NOT have additional properties',
      'manifest.json: nothing fills $' + '{accent}.',
      'color.png is 32 x 32; Teams takes 192 x 192 only.',
      'outline.png is not a PNG.',
    ]);
  });

  it('has an outline icon of white on nothing', () => {
    const { rgba } = pixelsOf(read('outline.png'));
    let drawn = 0;
    for (let at = 0; at < rgba.length; at += 4) {
      const alpha = rgba[at + 3] ?? 0;
      if (alpha === 0) continue;
      drawn += 1;
      expect([...rgba.subarray(at, at + 3)]).toEqual([255, 255, 255]);
    }
    expect(drawn).toBeGreaterThan(100);
    expect(drawn).toBeLessThan(500);
  });
});
