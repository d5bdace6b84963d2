import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { policy } from '../builders.ts';
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
