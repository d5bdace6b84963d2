import { describe, expect, it } from '@jest/globals';
import type { DirectoryAudit } from '../../src/domain/directory-audit.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { AppError } from '../../src/errors.ts';
import type { DirectoryAuditLog } from '../../src/ports/directory-audit-log.ts';
import { appliedPolicy, blockedRecord, policy, signInRecord } from '../builders.ts';
import { ago } from './ago.ts';
import { alice, createWorld } from './world.ts';

const idOf = (number: number) => `ca000000-0000-4000-8000-00000000000${number}`;
const legacy = policy({
  id: idOf(2),
  displayName: 'CA001: Block legacy authentication',
  conditions: {
    clientAppTypes: ['exchangeActiveSync', 'other'],
    applications: { includeApplications: ['All'] },
    users: { includeUsers: ['All'], excludeUsers: [alice.id] },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
});
const reportOnly = policy({
  id: idOf(3),
  displayName: 'Block legacy (trial)',
  state: 'enabledForReportingButNotEnforced',
});
const policies = [policy(), legacy, reportOnly];

describe('policy', () => {
  it('tells what a policy demands, of whom and when, with names for ids', async () => {
    const { text } = await createWorld({ policies }).ask('policy CA001');
    for (const words of [
      ...[
        'CA001: Block legacy authentication',
        'It is on',
        'All users',
        'Except users: Alice Example',
      ],
      ...['Exchange ActiveSync', 'Block access', 'All apps'],
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain(alice.id);
  });

  it('tells report-only from on', async () => {
    const { text } = await createWorld({ policies }).ask(`policy ${idOf(3)}`);
    expect(text).toMatch(/report-only/i);
  });

  it('knows a policy by id or whole name among others that hold the words', async () => {
    const twins = [...policies, policy({ id: idOf(4), displayName: 'Require MFA' })];
    const world = createWorld({ policies: twins });
    expect((await world.ask('policy require mfa')).text).toContain('🛡️ Require MFA\n');
    expect((await world.ask(`policy ${idOf(1).toUpperCase()}`)).text).toContain('for everyone');
  });

  it('asks which one when several hold the words, and opens the chosen', async () => {
    const world = createWorld({ policies });
    const answer = await world.ask('policy block legacy');
    expect(answer.text).toContain('Which policy with “block legacy” do you mean?');
    const opened = await world.press(answer, 'Block legacy (trial)');
    expect(opened.text).toMatch(/report-only/i);
  });

  it('says that a policy may be gone when none is called so', async () => {
    const { text } = await createWorld({ policies }).ask('policy atlantis');
    expect(text).toContain('No policy is called “atlantis” today');
    expect(text).toContain('entra.microsoft.com');
  });

  it('asks which policy when none is named', async () => {
    const world = createWorld({ policies });
    expect((await world.ask('policy')).text).toContain('Which policy?');
    expect(world.policies.asked).toBe(0);
  });

  it('shows ids where the directory cannot say their names', async () => {
    const world = createWorld({ policies });
    world.directory.fails = new AppError('throttled', 'Graph is busy.');
    const { text } = await world.ask('policy CA001');
    expect(text).toContain(`Except users: ${alice.id}`);
  });

  it('names the permission when Graph refuses its policies', async () => {
    const world = createWorld({ policies });
    world.policies.fails = new AppError('permission-missing', 'Graph refused the policies.', {
      hint: 'Grant Policy.Read.ConditionalAccess.',
    });
    expect((await world.ask('policy CA001')).text).toContain('Policy.Read.ConditionalAccess');
  });
});

describe('what a policy did', () => {
  const block = appliedPolicy({ id: idOf(2), result: 'failure', enforcedGrantControls: ['Block'] });
  const applied = { appliedConditionalAccessPolicies: [block] };
  const records = [
    ago(5, blockedRecord, applied),
    ago(26 * 60, blockedRecord, { ...applied, appId: 'payroll', appDisplayName: 'Payroll' }),
    ago(7, signInRecord, {
      appliedConditionalAccessPolicies: [appliedPolicy({ id: idOf(2), result: 'success' })],
    }),
  ];

  it('is told first: how many it blocked, who, which apps, and by day', async () => {
    const { text } = await createWorld({ policies, records }).ask('policy CA001');
    for (const words of [
      'It applied to 3 attempts of 1 account, last 7 days.',
      '2 blocked · 1 succeeded at once',
      'By day: 21 Nov: 1 · 22 Nov: 1',
      'Alice Example: 2 blocked',
      'Payroll: 1 blocked',
      'That is all of the range.',
    ]) {
      expect(text).toContain(words);
    }
    expect(text.indexOf('2 blocked')).toBeLessThan(text.indexOf('Applies to'));
  });

  it('keeps to the range asked for, and passes it on to the sign-ins behind a name', async () => {
    const world = createWorld({ policies, records });
    const answer = await world.ask('policy CA001 last 2h');
    expect(answer.text).toContain('It applied to 2 attempts');
    expect((await world.press(answer, 'Alice Example')).text).toContain('last 2 hours');
  });

  it('takes words of a range for the name where a policy is called so', async () => {
    const named = policy({ id: idOf(7), displayName: 'Payroll: only from joined PCs' });
    const world = createWorld({ policies: [...policies, named] });
    expect((await world.ask('policy payroll: only from joined PCs')).text).toContain(
      '🛡️ Payroll: only from joined PCs\n',
    );
  });

  it('asks for what was blocked by itself when there is too much to read', async () => {
    const met = Array.from({ length: 20 }, (_, at) =>
      ago(10 + at, signInRecord, {
        appliedConditionalAccessPolicies: [appliedPolicy({ id: idOf(2), result: 'success' })],
      }),
    );
    const world = createWorld({ policies, records: [...records, ...met], pageSize: 3 });
    const { text } = await world.ask('policy CA001');
    expect(text).toContain('2 blocked');
    expect(text).toContain('A sample:');
    expect(text).toContain('What it blocked or interrupted was read whole');
  });

  it('is missing with its reason when the log cannot be read; what it demands is not', async () => {
    const world = createWorld({ policies });
    world.signIns.fails = new AppError('licence-missing', 'Sign-in logs need Entra ID P1 or P2.');
    const { text } = await world.ask('policy CA001');
    expect(text).toContain('Results are missing: Sign-in logs need Entra ID P1 or P2.');
    expect(text).toContain('Block access');
  });

  it('is not asked for where the policy is off', async () => {
    const off = policy({ id: idOf(8), displayName: 'Off', state: 'disabled' });
    const world = createWorld({ policies: [off], records });
    expect((await world.ask('policy off')).text).toContain('A policy that is off is not evaluated');
    expect(world.signIns.asked).toEqual([]);
  });

  it('is told of a deleted policy as far as sign-ins still name it', async () => {
    const gone = 'ca000000-0000-4000-8000-00000000dead';
    const old = ago(60, signInRecord, {
      appliedConditionalAccessPolicies: [appliedPolicy({ id: gone, displayName: 'Old block' })],
    });
    const { text } = await createWorld({ policies, records: [old] }).ask(`policy ${gone}`);
    expect(text).toContain('No policy is called “Old block” today.');
    expect(text).toContain('A sign-in of 2026-11-22 11:00 UTC is the newest that names it.');
  });
});

describe('the last change of a policy', () => {
  const at = new Date('2026-11-21T09:00:00Z');
  const changed = (before: JsonRecord, after: JsonRecord): DirectoryAuditLog => ({
    async *pages({ targetId }) {
      const changes = [{ property: 'ConditionalAccessPolicy', before, after }];
      const row: DirectoryAudit = {
        id: 'IPCGraph_1',
        at,
        activity: 'Update conditional access policy',
        actor: { kind: 'user', name: 'Olga Operator' },
        targets: [{ id: idOf(2), changes }],
        details: [],
        raw: {},
      };
      yield { rows: targetId === idOf(2) ? [row] : [], more: false };
    },
    find: async () => undefined,
  });

  it('is told with who, when, and old and new', async () => {
    const audits = changed({ ...legacy.raw, state: 'disabled' }, legacy.raw);
    const { text } = await createWorld({ policies, deps: { audits } }).ask('policy CA001');
    expect(text).toContain('2026-11-21 09:00 UTC');
    expect(text).toContain('Update conditional access policy by Olga Operator');
    expect(text).toMatch(/• .*off → on/);
  });

  it('is told by the policy alone when it is older than the log', async () => {
    const audits = changed(legacy.raw, legacy.raw);
    const { text } = await createWorld({ policies, deps: { audits } }).ask(`policy ${idOf(3)}`);
    expect(text).toContain('2026-01-05 08:00 UTC');
    expect(text).toContain('who is beyond the 30 days of the log');
  });

  it('says why it is not known when the log cannot be read', async () => {
    const audits: DirectoryAuditLog = {
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give
      async *pages() {
        throw new AppError('permission-missing', 'The app lacks AuditLog.Read.All.');
      },
      find: async () => undefined,
    };
    const { text } = await createWorld({ policies, deps: { audits } }).ask('policy CA001');
    expect(text).toContain('The app lacks AuditLog.Read.All.');
    expect(text).toContain('Block access');
  });
});
