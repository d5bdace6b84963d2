import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { createDirectory } from '../../infra/register/directory.ts';
import { neededPermissions } from '../../infra/register/permissions.ts';
import { type Plan, register, unregister } from '../../infra/register/register.ts';
import { type FakeTenant, fakeTenant } from './fake-az.ts';

const names = neededPermissions.map(({ name }) => name);
const plan: Plan = { name: "Ada's audit bot", permissions: neededPermissions };

function over(tenant: FakeTenant, dryRun = false) {
  const said: string[] = [];
  const waits: number[] = [];
  const say = (line: string) => said.push(line);
  const wait = async (ms: number) => void waits.push(ms);
  const { az } = tenant;
  const directory = createDirectory({ az, graph: 'https://graph.test', dryRun, say, wait });
  return {
    said,
    waits,
    register: (more: Partial<Plan> = {}) => register(directory, { ...plan, ...more }, say),
    unregister: (more: { principal?: string; group?: string } = {}) =>
      unregister(directory, { ...plan, ...more }, { az, say }),
  };
}

describe('npm run register', () => {
  it('registers the application for this tenant alone, and consents to what it needs', async () => {
    const tenant = fakeTenant();
    tenant.lag(2);
    const { register, said, waits } = over(tenant);
    await register();
    expect(waits).toEqual([5_000, 5_000]);
    expect(tenant.applications).toMatchObject([
      { displayName: plan.name, signInAudience: 'AzureADMyOrg' },
    ]);
    expect(tenant.rolesOf('servicePrincipals-3')).toEqual(names);
    expect(said.at(-1)).toBe(`MicrosoftAppId=${tenant.applications[0]?.appId}`);
  });

  it('changes nothing the second time, nor in a dry run, which says what would be done', async () => {
    const tenant = fakeTenant();
    const dry = over(tenant, true);
    await dry.register({ secretUntil: new Date() });
    await dry.unregister({ group: 'audit-bot' });
    expect(dry.said.filter((line) => line.startsWith('would grant'))).toHaveLength(names.length);
    expect(dry.said).toContain('would delete the resource group audit-bot and all in it');
    expect(tenant.changes).toEqual([]);

    await over(tenant).register();
    const before = tenant.changes.length;
    const again = over(tenant);
    await again.register();
    expect(tenant.changes).toHaveLength(before);
    expect(again.said).toEqual(expect.arrayContaining(names.map((name) => `has ${name}`)));
  });

  it('mends a list of permissions that is another, and names what is held beyond need', async () => {
    const tenant = fakeTenant();
    await over(tenant).register({ permissions: neededPermissions.slice(1) });
    const { register, said } = over(tenant);
    await register({ permissions: neededPermissions.slice(0, 2) });
    expect(tenant.changes.filter((change) => change.startsWith('patch'))).toHaveLength(1);
    expect(said).toContain(`grant ${names[0]}`);
    expect(said).toContain(`has ${names[2]} as well, which the bot does not need: take it away`);
  });

  it('gives a managed identity the permissions alone, and takes them back', async () => {
    const tenant = fakeTenant();
    const principal = tenant.addPrincipal('of-the-identity');
    await over(tenant).register({ principal });
    expect([tenant.rolesOf(principal), tenant.applications]).toEqual([names, []]);
    await over(tenant).unregister({ principal, group: 'audit-bot' });
    expect(tenant.rolesOf(principal)).toEqual([]);
    expect(tenant.changes.at(-1)).toBe('group delete --name audit-bot --yes');
  });

  it('adds a secret beside the one before, and trusts a workload once', async () => {
    const tenant = fakeTenant();
    const trusted = { issuer: 'https://oidc.test/', subject: 'system:serviceaccount:a:b' };
    const secretUntil = new Date('2027-05-22T00:00:00Z');
    const first = await over(tenant).register({ trusted, secretUntil });
    const second = await over(tenant).register({ trusted, secretUntil });
    expect(first).toMatch(/^secret /);
    expect(second).not.toBe(first);
    const trusts = tenant.changes.filter((change) => change.includes('federatedIdentity'));
    expect(trusts).toHaveLength(1);
  });

  it('deletes the application once, and refuses to guess between two of one name', async () => {
    const tenant = fakeTenant();
    await over(tenant).register();
    const { unregister, said } = over(tenant);
    await unregister();
    await unregister();
    expect(tenant.applications).toEqual([]);
    expect(said.at(-1)).toBe(`there is no application “${plan.name}”`);
    for (const id of ['1', '2']) tenant.applications.push({ id, displayName: plan.name });
    await expect(unregister()).rejects.toThrow('2 app registrations');
    expect(tenant.applications).toHaveLength(2);
  });

  it('says what is missing on this machine, and how it is called', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['infra/register/main.ts', ...args], {
        env: { PATH: '' },
        encoding: 'utf8',
      });
    expect(run('--dry-run').stderr).toContain('install az');
    const wrong = run('--without', 'Mail.Send');
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('--principal')]);
  });
});

describe('the permissions that are asked for', () => {
  it('are those of the README’s table: each row is met, and none is there without need', async () => {
    const readme = await readFile('README.md', 'utf8');
    const rows = [...readme.matchAll(/^\| `[A-Z]\w+\.Read.*$/gm)].map(([row]) => {
      const [, first = '', , without = ''] = row.split('|');
      const spared = /not needed with (`[\w.]+`)/.exec(without)?.[1] ?? '';
      return [...`${first} ${spared}`.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name);
    });
    expect(rows.length).toBeGreaterThan(7);
    const isMet = (given: readonly string[]) =>
      rows.every((row) => row.some((name) => given.includes(name)));
    expect(isMet(names)).toBe(true);
    for (const name of names) expect(isMet(names.filter((one) => one !== name))).toBe(false);
  });

  it('only read', () => {
    expect(names.filter((name) => !/\.Read(\.|$)/.test(name))).toEqual([]);
  });
});
