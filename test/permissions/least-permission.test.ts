import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, createApp } from '../../src/app.ts';
import { commands } from '../../src/commands/index.ts';
import { readConfig } from '../../src/config.ts';
import { adminUser, groupIds, policyIds, tenantId } from '../../src/demo/tenant/identities.ts';
import { type RunningTenant, startTenant } from '../../src/demo/tenant/server.ts';
import { isGranted, type Need, needs } from '../../src/domain/needed-permissions.ts';
import { until } from '../e2e/until.ts';
import { tokensOf } from '../graph/open-graph.ts';

/** What else names a missing permission than the commands that have no answer without it. */
const alsoNaming: Partial<Record<keyof typeof needs, readonly string[]>> = {
  'sign-ins': ['user', 'policy', 'policies'],
  'directory-audits': ['user', 'policy', 'policies'],
  decisions: ['signins', 'signin'],
  policies: ['signin'],
  'named-locations': ['signin'],
  risk: ['user'],
  roles: ['user'],
  'group-members': ['snooze', 'travel'],
};
/** Searches begin whatever is allowed: who follows the card hears it. */
const searching: readonly string[] = needs['audit-searches'].commands;
/** What these say depends on what was asked before. */
const remembering = new Set([
  ...[
    'snoozes',
    'searches',
    'snooze end',
    'snooze',
    'travel',
    'record',
    'who looked',
    'alerts here',
  ],
]);
/** They repeat what was told to others, or tell of all that the bot lacks. */
const quoting: readonly string[] = ['who looked', 'searches', 'doctor', 'audit status'];
const steps = 3;
/** They ask nothing of the tenant, not even who asks. */
const unasked = new Set(['sign out']);

/** Who names the permissions of these needs when they are missing. */
function namersOf(lost: readonly string[]) {
  const isShut = lost.includes('member-objects');
  const known: Readonly<Record<string, Need>> = needs;
  const extra: Readonly<Record<string, readonly string[] | undefined>> = alsoNaming;
  const naming = new Set(
    lost.flatMap((name) => [...(known[name]?.commands ?? []), ...(extra[name] ?? [])]),
  );
  return {
    names: (command: string) => (isShut ? !unasked.has(command) : naming.has(command)),
    searches: (command: string) => lost.includes('audit-searches') && searching.includes(command),
  };
}

describe('a tenant that grants less', () => {
  let at = Date.parse('2026-11-22T06:00:00Z');
  let tenant: RunningTenant;
  let app: App;
  let lines: Readonly<Record<string, string>>;
  const healthy = new Map<string, string>();
  const never = new AbortController().signal;

  /** Time goes by with each look at the clock, so that Graph's limits never make anybody wait. */
  const clock = {
    now: () => {
      at += 2_600;
      return new Date(at);
    },
  };
  const later = () => {
    at += 20 * 60_000;
  };

  async function answerTo(text: string) {
    const conversation = {
      id: `a:${text}`,
      kind: 'personal' as const,
      tenantId,
      serviceUrl: 'http://127.0.0.1',
      bot: { id: '28:bot' },
    };
    const asker = { id: adminUser.id, name: adminUser.displayName, channelUserId: '29:adele' };
    const message = { kind: 'message' as const, text, mentions: [], asker, conversation };
    return app.answer({ ...message, timeZone: 'UTC' }, never);
  }
  const ask = async (text: string) => (await answerTo(text)).text;

  /** What a search came to, as the list of searches tells it; its own card is edited in place. */
  async function follow(text: string): Promise<string> {
    await ask(text);
    for (let step = 0; step < steps; step += 1) {
      at += 60_000;
      await app.runSearches(never);
    }
    return ask('searches');
  }

  /** The first line without its figures: what kind of answer it is. */
  const titleOf = (text: string) => (text.split('\n')[0] ?? '').replace(/\d[\d,.]*/g, '#');

  async function without<T>(need: Need, work: () => Promise<T>): Promise<T> {
    const lost = need.anyOf.filter((one) => tenant.tenant.holds(one));
    for (const one of lost) tenant.tenant.revoke(one);
    later();
    try {
      return await work();
    } finally {
      for (const one of lost) tenant.tenant.grant(one);
      later();
    }
  }

  beforeAll(async () => {
    tenant = await startTenant({ signInCount: 300, throttle: false, now: () => new Date(at) });
    tenant.tenant.grant('Directory.Read.All');
    const read = readConfig(
      {
        PORT: '0',
        LOG_LEVEL: 'silent',
        GRAPH_ENDPOINT: tenant.url,
        MicrosoftAppTenantId: tenantId,
        DATABASE_URL: 'sqlite::memory:',
        BREAK_GLASS: groupIds.breakGlass,
        ALERT_POLL_SECONDS: '1',
        ALERT_SETTLE_SECONDS: '0',
      },
      { demo: true },
    );
    if (!read.ok) throw new Error(read.problems.join());
    app = await createApp(read.config, {
      credential: tokensOf(tenant.url),
      clock,
      host: '127.0.0.1',
    });
    const lineIn = async (list: string, word: string) => {
      const { card } = await answerTo(list);
      const found = new RegExp(`"(${word} [^"\\s]+)"`).exec(JSON.stringify(card))?.[1];
      if (found === undefined) throw new Error(`“${list}” has no line to open`);
      return found;
    };
    lines = {
      ...Object.fromEntries(commands.map(({ name, examples }) => [name, examples[0]])),
      signin: await lineIn('signins for alice blocked', 'signin'),
      audit: await lineIn('audits', 'audit'),
      user: `user ${adminUser.userPrincipalName}`,
      policy: `policy ${policyIds.blockLegacy}`,
      'would-block': 'would-block',
    };
    // Some answers are fuller once others have read what they share.
    for (const { name } of commands) await ask(lines[name] ?? '');
    for (const { name } of commands) healthy.set(name, titleOf(await ask(lines[name] ?? '')));
  });
  afterAll(() => tenant.close());

  const lacking = Object.entries(needs).filter(([name]) => name !== 'sign-in-counts');
  const groups = new Map(lacking.map(([, need]) => [need.anyOf.join(' and '), need as Need]));

  async function check(
    name: string,
    naming: ReturnType<typeof namersOf>,
    lost: readonly (readonly [string, Need])[],
  ): Promise<void> {
    const line = lines[name] ?? '';
    const text = naming.searches(name) ? await follow(`${line} anew`) : await ask(line);
    expect(text).not.toContain('Something went wrong');
    if (quoting.includes(name)) return;
    const isTold = lost.some(([, one]) => text.includes(one.anyOf[0]));
    expect([name, isTold, text]).toEqual([name, naming.names(name), text]);
    if (!isTold && !remembering.has(name)) expect(titleOf(text)).toBe(healthy.get(name));
  }

  it.each([...groups])(
    'without %s names it where it is needed, and answers all else',
    async (_, need) => {
      await without(need, async () => {
        const held = new Set(tenant.tenant.permissions);
        const lost = lacking.filter(([, one]) => !isGranted(one, held));
        const naming = namersOf(lost.map(([name]) => name));
        for (const { name } of commands) await check(name, naming, lost);
      });
    },
  );

  it('says in readyz and coverage that the watch cannot read, and goes on once it can', async () => {
    const { port } = await app.start();
    const readyz = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).text();
    const isWell = async () => JSON.parse(await readyz()).ok === true;
    await until('the first poll', isWell, 20_000);
    await without(needs['sign-ins'], async () => {
      const isTold = async () => (await readyz()).includes('AuditLog.Read.All');
      await until('readyz names the permission', isTold, 20_000);
      expect(await ask('coverage')).toContain('AuditLog.Read.All');
    });
    await until('the watch reads again', isWell, 20_000);
    await app.stop();
  });
});
