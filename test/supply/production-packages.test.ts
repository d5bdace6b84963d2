import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const allowed = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'],
  ...['Unlicense', 'BlueOak-1.0.0', '(AFL-2.1 OR BSD-3-Clause)'],
]);
/** What these two say in files of theirs, and not in their package.json. */
const saidElsewhere: Readonly<Record<string, string>> = {
  'node_modules/escape-regexp-component 1.0.2': 'MIT',
  'node_modules/jspath 0.4.0': 'MIT',
};
/** Needed by nothing that the bot runs: the image is built with --ignore-scripts. */
const scriptsThatDoNotRun = ['node_modules/dtrace-provider'];
/** As many as they are, and a few: who adds a tree of packages says so here. */
const mostPackages = 270;

const read = async <Json>(path: string): Promise<Json> =>
  JSON.parse(await readFile(path, 'utf8')) as Json;
const { packages } = await read<{ packages: Record<string, Locked> }>('package-lock.json');
const production = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);

it('every package that the bot runs on has a licence that lets everybody use it', () => {
  const others = production.filter(([path, { license, version }]) => {
    const said = license ?? saidElsewhere[`${path} ${version}`];
    return said === undefined || !allowed.has(said);
  });
  expect(others).toEqual([]);
});

it('every package is pinned to one version, and to what it holds', async () => {
  const own = await read<{ dependencies: Record<string, string> }>('package.json');
  const loose = Object.entries(own.dependencies).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
  expect(production.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
});

it('no package runs a script when it is installed, and they do not grow unnoticed', () => {
  const scripts = production.filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(scripts.map(([path]) => path)).toEqual(scriptsThatDoNotRun);
  expect(production.length).toBeLessThanOrEqual(mostPackages);
});
