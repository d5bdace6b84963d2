import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { auditRecord, bob, changed, target, targetUser } from '../audit-builders.ts';
import { policyRecord, signInRecord } from '../builders.ts';
import { ago, idOf } from './ago.ts';
import {
  aliceUser,
  auditAgo,
  auditId,
  auditWorld,
  by,
  finance,
  legacy,
  shownOn,
} from './audit-world.ts';
import { buttonsOf } from './buttons.ts';
import { alice } from './world.ts';

const line = `audit ${auditId(1)}`;
const byAlice = by(aliceUser, { ipAddress: '203.0.113.7' });
const opened = (more: object, world: Parameters<typeof auditWorld>[0] = {}) =>
  auditWorld({ audits: [auditAgo(1, { ...more })], ...world });
const titles = (card: unknown) => buttonsOf(card).map(({ title }) => title);

describe('audit: one entry', () => {
  it('tells who did what to whom, from where, with the old value and the new, and ids to copy', async () => {
    const { text } = await opened({
      targetResources: [
        targetUser(bob, [
          changed('Department', ['Sales'], ['Ops']),
          changed('Phone', [], []),
          changed('Included Updated Properties', undefined, 'Department'),
        ]),
      ],
      resultReason: 'because',
      additionalDetails: [
        { key: 'Justification', value: 'ticket 4711' },
        { key: 'User-Agent', value: 'EvoSTS' },
      ],
    }).ask(line);
    for (const words of [
      'Olga Operator changed Department of Bob Builder',
      '2026-11-22 11:59 UTC',
      'By: Olga Operator',
      'Sign-in name: olga@contoso.example',
      'From: 203.0.113.7',
      'Activity: Update user',
      'Category: User management',
      'Result: success: because',
      'Reason given: ticket 4711',
      'Service: Core Directory',
      'User: Bob Builder · bob@contoso.example',
      'Department: Sales → Ops',
      'Included Updated Properties: Department',
      'Named without a value: Phone',
      'User-Agent: EvoSTS',
      `Record id (to copy): ${auditId(1)}`,
      'Correlation id: c0000000-0000-4000-8000-000000000001',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('Justification');
  });

  it('says of which tenant whoever did it is, where the log does', async () => {
    const { text } = await opened(by(aliceUser, { homeTenantName: 'Partner Ltd' })).ask(line);
    expect(text).toContain('Home tenant: Partner Ltd');
    expect((await opened(byAlice).ask(line)).text).not.toContain('Home tenant');
  });

  it('tells a changed policy field by field, ids as names', async () => {
    const users = (excludeUsers: string[]) => ({
      conditions: { users: { includeUsers: ['All'], excludeUsers } },
    });
    const before = policyRecord(users([]));
    const after = policyRecord({ ...users([alice.id]), state: 'disabled' });
    const { text } = await opened({
      activityDisplayName: 'Update conditional access policy',
      targetResources: [
        target('Policy', legacy.name, [changed('ConditionalAccessPolicy', before, after)], {
          id: legacy.id,
        }),
      ],
    }).ask(line);
    expect(text).toContain('State: on → off');
    expect(text).toContain('Excluded users: + Alice Example');
    expect(text).not.toMatch(/includeUsers|\{/);
  });

  it('keeps apart what an app did, what Entra did, and what failed', async () => {
    const app = await opened({
      initiatedBy: { user: null, app: { displayName: 'Directory Sync' } },
    }).ask(line);
    expect(app.text).toContain('Kind: app');
    expect(buttonsOf(app.card)).toContainEqual(
      expect.objectContaining({
        title: 'By Directory Sync',
        data: expect.objectContaining({ ask: 'audits by "Directory Sync"' }),
      }),
    );
    const system = await opened({ initiatedBy: { user: { id: null } }, result: 'failure' }).ask(
      line,
    );
    expect(system.text).toContain(
      '❌ Microsoft Entra changed Department of Bob Builder, which failed',
    );
    expect(titles(system.card).filter((title) => title.startsWith('By'))).toEqual([]);
  });

  it('shows five targets, and counts those that a card cannot hold', async () => {
    const properties = Array.from({ length: 30 }, (_, at) =>
      changed(`Property ${at}`, 'x'.repeat(300), 'y'.repeat(300)),
    );
    const targetResources = Array.from({ length: 12 }, (_, at) =>
      target('Group', `Group ${at}`, properties, { id: idOf(at) }),
    );
    const { card, text } = await opened({ targetResources }).ask(line);
    expect(text).toMatch(/… and \d+ more that it was done to/);
    expect(text).toMatch(/… and \d+ more: the portal shows all/);
    expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(25_000);
    const five = ['Role', 'Request', 'User', 'Directory', 'Other'].map((type) =>
      target(type, null, [], { id: `id-of-${type}` }),
    );
    const pim = await opened({ targetResources: five }).ask(line);
    for (const type of ['Role', 'Request', 'User', 'Directory', 'Other'])
      expect(pim.text).toContain(`${type}: id-of-${type}`);
  });

  it('says that an unknown entry may be too old or too new, and offers the newest', async () => {
    const world = auditWorld();
    const answer = await world.ask('audit Directory_9_9_9');
    expect(answer.text).toMatch(/knows no entry “Directory_9_9_9”.*30 days.*last minutes/);
    expect(shownOn((await world.press(answer, 'audits last 24h')).card)).toHaveLength(6);
    expect((await world.ask('audit')).text).toContain('Which entry?');
  });

  it('fails with the next step when the log may not be read', async () => {
    const world = auditWorld();
    world.audits.fails = new AppError('permission-missing', 'No.', {
      hint: 'Grant AuditLog.Read.All.',
    });
    expect((await world.ask(line)).text).toContain('Grant AuditLog.Read.All.');
  });
});

describe('audit: the sign-in that led to it', () => {
  const gotIn = (minutes: number, more: object = {}) => ago(minutes, signInRecord, { ...more });

  it('is the last that got in before it, of the same person from the same address', async () => {
    const records = [
      gotIn(0),
      gotIn(3, { status: { errorCode: 50126 } }),
      gotIn(5),
      gotIn(20),
      gotIn(4, { ipAddress: '198.51.100.1' }),
      gotIn(2, { userId: bob.id }),
    ];
    const world = opened(byAlice, { records });
    const answer = await world.ask(line);
    expect(answer.text).toContain(
      'Signed in from the same address shortly before: Office 365 Exchange Online, Philadelphia',
    );
    expect((await world.press(answer, 'Open that sign-in')).text).toContain(idOf(5));
  });

  it.each([
    ['none got in', [gotIn(3, { status: { errorCode: 50126 } })]],
    ['none is of that address', [gotIn(3, { ipAddress: '198.51.100.1' })]],
    ['none is of the hour before', [gotIn(70), gotIn(0)]],
  ])('is not guessed where %s', async (_, records) => {
    const { text } = await opened(byAlice, { records }).ask(line);
    expect(text).not.toContain('Signed in');
    expect(text).toContain(
      'No sign-in of theirs from that address has arrived for the hour before it.',
    );
  });

  it('is not looked for where the log names no address, or no person did it', async () => {
    for (const more of [
      by(aliceUser),
      { initiatedBy: { app: { displayName: 'Sync' }, user: null } },
    ]) {
      const world = opened(more, { records: [gotIn(3)] });
      const { text } = await world.ask(line);
      expect(text).not.toMatch(/sign-in of theirs|Signed in/);
      expect(world.signIns.asked).toEqual([]);
    }
  });

  it('that cannot be read costs nothing of the entry, and the card says why', async () => {
    const world = opened(byAlice);
    world.signIns.fails = new AppError('licence-missing', 'Sign-in logs need Entra ID P1.');
    const { text } = await world.ask(line);
    expect(text).toContain('Alice Example changed Department of Bob Builder');
    expect(text).toContain('could not be looked for. Sign-in logs need Entra ID P1.');
  });
});

describe('audit: from there', () => {
  it('goes back to the list, its page and its moment', async () => {
    const world = auditWorld({ audits: Array.from({ length: 9 }, (_, at) => auditAgo(at + 1)) });
    const second = await world.press(await world.ask('audits'), 'Older');
    const entry = await world.press(second, 'Olga Operator changed');
    expect(entry).toMatchObject({ mode: 'replace' });
    expect(await world.press(entry, 'Back')).toMatchObject({ text: second.text });
    expect(titles((await world.ask(line)).card)).not.toContain('Back');
  });

  it('leads to what else the same person did, what was done to the same thing, and the same operation', async () => {
    const entries = [
      auditAgo(1, { targetResources: [targetUser(bob), finance] }),
      auditAgo(2, { correlationId: 'c-2' }),
      auditAgo(3, { ...byAlice, correlationId: 'c-3', targetResources: [finance] }),
      auditRecord({
        id: 'Directory_4_A_4',
        correlationId: 'c0000000-0000-4000-8000-000000000001',
        ...byAlice,
        targetResources: [],
      }),
    ];
    const olgaKnown = {
      id: 'bbbbbbbb-0000-4000-8000-000000000001',
      name: 'Olga Operator',
      userPrincipalName: 'olga@x',
    };
    const world = auditWorld({ audits: entries, people: [alice, olgaKnown] });
    const entry = await world.ask(line);
    const shownBy = async (button: string) =>
      shownOn((await world.press(entry, button)).card).sort();
    expect(await shownBy('By Olga Operator')).toEqual([1, 2]);
    expect(await shownBy('On Bob Builder')).toEqual([1, 2]);
    expect(await shownBy('On Finance')).toEqual([1, 3]);
    expect(await shownBy('Same operation')).toEqual([1, 4]);
  });
});
