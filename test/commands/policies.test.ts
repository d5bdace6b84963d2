import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { appliedPolicy, blockedRecord, policy, signInRecord } from '../builders.ts';
import { ago } from './ago.ts';
import { createWorld } from './world.ts';

const idOf = (number: number) => `ca000000-0000-4000-8000-0000000000${10 + number}`;
const policies = [
  policy({ id: idOf(0), displayName: 'CA10 MFA' }),
  policy({ id: idOf(1), displayName: 'CA2 MFA trial', state: 'enabledForReportingButNotEnforced' }),
  policy({ id: idOf(2), displayName: 'CA3 off', state: 'disabled' }),
];
const block = appliedPolicy({ id: idOf(0), result: 'failure', enforcedGrantControls: ['Block'] });
const records = [
  ago(5, blockedRecord, { appliedConditionalAccessPolicies: [block] }),
  ago(6, signInRecord, {
    appliedConditionalAccessPolicies: [
      appliedPolicy({ id: idOf(1), result: 'reportOnlyInterrupted' }),
    ],
  }),
];

describe('policies', () => {
  it('lists each with its state and its effect in one line, numbers in their order', async () => {
    const { text } = await createWorld({ policies, records }).ask('policies');
    expect(text).toContain('1 on · 1 report-only · 1 off');
    expect(text).toContain('on · Requires MFA for everyone');
    expect(text.indexOf('CA2')).toBeLessThan(text.indexOf('CA3'));
    expect(text.indexOf('CA3')).toBeLessThan(text.indexOf('CA10'));
  });

  it('tells what each did in the last day, from one reading of the log', async () => {
    const world = createWorld({ policies, records });
    const { text } = await world.ask('policies');
    expect(text).toContain('1 attempt: 1 blocked, 0 interrupted');
    expect(text).toContain('1 attempt: 0 would be stopped, 1 would be prompted');
    expect(world.signIns.asked).toHaveLength(1);
  });

  it('keeps to a state, and opens a policy with a way back', async () => {
    const world = createWorld({ policies, records });
    const answer = await world.ask('policies report-only');
    expect(answer.text).toContain('CA2 MFA trial');
    expect(answer.text).not.toContain('CA10');
    const opened = await world.press(answer, 'CA2 MFA trial');
    expect(opened.text).toContain('It is report-only');
    expect((await world.press(opened, 'Back')).text).toContain('Policies that are report-only');
  });

  it('pages through many without losing one', async () => {
    const many = Array.from({ length: 15 }, (_, at) =>
      policy({ id: idOf(at), displayName: `Policy ${at}` }),
    );
    const world = createWorld({ policies: many });
    const first = await world.ask('policies');
    const second = await world.press(first, 'More');
    const third = await world.press(second, 'More');
    const shown = [first, second, third].map(({ text }) => text).join('\n');
    for (const { name } of many) expect(shown).toMatch(new RegExp(`${name}\n`));
    expect((await world.press(third, 'Previous')).text).toContain('Page 2 of 3');
  });

  it('still lists them when the log cannot be read, and says what is missing', async () => {
    const world = createWorld({ policies });
    world.signIns.fails = new AppError('permission-missing', 'The app lacks AuditLog.Read.All.');
    const { text } = await world.ask('policies');
    expect(text).toContain('CA10 MFA');
    expect(text).toContain('Results are missing: The app lacks AuditLog.Read.All.');
  });

  it('says that no result is known when Graph hides which policies applied', async () => {
    const hidden = [ago(5, signInRecord, { appliedConditionalAccessPolicies: undefined })];
    const { text } = await createWorld({ policies, records: hidden }).ask('policies');
    expect(text).toContain('grant the app Policy.Read.ConditionalAccess');
    expect(text).not.toContain('Applied to nothing');
  });
});
