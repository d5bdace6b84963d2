import { describe, expect, it } from '@jest/globals';
import type { DirectoryAudit } from '../../src/domain/directory-audit.ts';
import { AppError } from '../../src/errors.ts';
import type { DirectoryAuditLog } from '../../src/ports/directory-audit-log.ts';
import { theCase } from '../alerts/builders.ts';
import { blockedRecord, minutesAfter, noon, signInRecord } from '../builders.ts';
import { ago } from './ago.ts';
import { alice, createWorld, tenantId } from './world.ts';

const step = (method: string, succeeded = true) => ({
  authenticationMethod: method,
  succeeded,
  authenticationStepDateTime: noon.toISOString(),
});
const records = [
  ago(3, signInRecord, { authenticationDetails: [step('Password'), step('Authenticator App')] }),
  ago(9, signInRecord, { authenticationDetails: [step('Password'), step('SMS', false)] }),
  ago(12, signInRecord, { authenticationDetails: [step('Previously satisfied')] }),
  ago(20, signInRecord, { signInEventTypes: ['nonInteractiveUser'], isInteractive: false }),
  ago(40, blockedRecord),
];
const accounts = {
  profiles: [
    {
      ...alice,
      enabled: true,
      guest: false,
      jobTitle: 'Accountant',
      department: 'Finance',
      createdAt: new Date('2020-02-03T04:05:00Z'),
    },
  ],
  managers: { [alice.id]: { ...alice, name: 'Bob Boss' } },
  risks: { [alice.id]: { level: 'high', state: 'atRisk', updatedAt: noon } },
  roles: { [alice.id]: [{ id: 'r', name: 'Security Reader' }] },
};
const hers = theCase({ tenantId, user: { id: alice.id, name: alice.name } });

function auditsOf(...rows: DirectoryAudit[]): DirectoryAuditLog {
  return {
    async *pages({ targetId }) {
      yield { rows: rows.filter(({ targets }) => targets[0]?.id === targetId), more: false };
    },
    find: async (id) => rows.find((row) => row.id === id),
  };
}
const reset: DirectoryAudit = {
  id: 'Directory_1',
  at: minutesAfter(noon, -90),
  activity: 'Reset user password',
  result: 'success',
  actor: { kind: 'user', name: 'Olga Operator' },
  targets: [{ id: alice.id, changes: [] }],
  details: [],
  raw: {},
};

describe('user', () => {
  it('tells state, risk, roles, cases, sign-ins, methods and changes of an account', async () => {
    const deps = { audits: auditsOf(reset) };
    const world = createWorld({ records, accounts, cases: [hers], deps });
    const { text } = await world.ask('user alice');
    for (const words of [
      'A member · ⚠️ at risk, level high · 1 role · 🚨 1 open case',
      hers.headline,
      'level high, at risk',
      'Security Reader',
      'interactive: succeeded · Office 365 Exchange Online · Philadelphia',
      'non-interactive: succeeded',
      'last block: blocked by Block legacy authentication',
      'Password, in 2 sign-ins',
      'Authenticator App, in 1 sign-in',
      'Enabled, member',
      'Accountant, Finance',
      'Manager: Bob Boss',
      '2020-02-03',
      'Olga Operator reset the password of',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/SMS|Previously satisfied/);
  });

  it('leads to her sign-ins and to the portal', async () => {
    const world = createWorld({ records, accounts });
    const answer = await world.ask('user alice');
    expect((await world.press(answer, 'Sign-ins')).text).toContain('of Alice Example');
    expect(answer.text).toContain(`~/overview/userId/${alice.id}`);
    expect(answer.text).toContain('security.microsoft.com');
  });

  it('says of each part why it is missing, and shows the others', async () => {
    const world = createWorld({ records, accounts });
    world.accounts.risk.fails = new AppError('licence-missing', 'User risk needs Entra ID P2.');
    world.accounts.roles.fails = new AppError(
      'permission-missing',
      'The bot’s application lacks RoleManagement.Read.Directory.',
    );
    const { text } = await world.ask('user alice');
    expect(text).toContain('User risk needs Entra ID P2.');
    expect(text).toContain('lacks RoleManagement.Read.Directory');
    expect(text).not.toContain('Roles\nNone');
    expect(text).toContain('last block: blocked by');
  });

  it('claims no absence of sign-ins where the log could not be read', async () => {
    const world = createWorld({ accounts });
    expect((await world.ask('user alice')).text).toContain('blocked: none in 30 days');
    world.signIns.fails = new AppError('licence-missing', 'Sign-in logs need Entra ID P1 or P2.');
    const { text } = await world.ask('user alice');
    expect(text).toContain('Sign-in logs need Entra ID P1 or P2.');
    expect(text).not.toContain('none in 30 days');
    expect(text).toContain('Enabled, member');
  });

  it('says first that an account is disabled, and knows a guest', async () => {
    const off = { ...accounts, profiles: [{ ...alice, enabled: false, guest: true }] };
    const { text } = await createWorld({ accounts: off }).ask('user alice');
    expect(text).toContain('🚫 The account is disabled');
    expect(text).toContain('Disabled, guest');
  });

  it('finds an account that was deleted, and says when', async () => {
    const dora = {
      id: 'a11ce000-0000-4000-8000-00000000dead',
      name: 'Dora Left',
      userPrincipalName: 'dora@contoso.example',
      deletedAt: new Date('2026-11-18T07:00:00Z'),
    };
    const world = createWorld({ accounts: { deleted: [dora] } });
    for (const words of ['dora', dora.userPrincipalName, dora.id]) {
      const { text } = await world.ask(`user ${words}`);
      expect(text).toContain('Dora Left');
      expect(text).toContain('Deleted on 2026-11-18 07:00 UTC');
    }
  });

  it('offers the nearest names when nobody is called so, deleted or not', async () => {
    const { text } = await createWorld({ accounts }).ask('user alyce');
    expect(text).toContain('Did you mean one of these?');
  });

  it('asks whose account when none is named', async () => {
    expect((await createWorld().ask('user')).text).toContain('Whose account?');
  });
});
