import { describe, expect, it } from '@jest/globals';
import { privilegedRoleIds } from '../../src/domain/privileged-roles.ts';
import type { JsonRecord } from '../../src/domain/record.ts';
import { AppError } from '../../src/errors.ts';
import { appliedPolicy, policy, signInRecord } from '../builders.ts';
import { createFakeDirectory } from '../fakes/directory.ts';
import { ago } from './ago.ts';
import { alice, createWorld } from './world.ts';

const id = 'ca000000-0000-4000-8000-000000000020';
const dayMinutes = 24 * 60;
const trial = policy({
  id,
  displayName: 'Compliant devices',
  state: 'enabledForReportingButNotEnforced',
});
const policies = [
  trial,
  policy({ id: 'ca000000-0000-4000-8000-000000000021', displayName: 'On already' }),
  policy({ id: 'ca000000-0000-4000-8000-000000000022', displayName: 'Off yet', state: 'disabled' }),
];
const would = (minutes: number, result: string, more: JsonRecord = {}) =>
  ago(minutes, signInRecord, {
    appliedConditionalAccessPolicies: [appliedPolicy({ id, result })],
    ...more,
  });
/** Forty attempts over ten days that it would have let in. */
const fine = Array.from({ length: 40 }, (_, at) => would(100 + at * 300, 'reportOnlySuccess'));

describe('would-block', () => {
  it('is a go when nobody would have been stopped in two weeks', async () => {
    const { text } = await createWorld({ policies, records: fine }).ask('would-block compliant');
    expect(text).toContain('Go\n');
    expect(text).toContain('Nobody would have been stopped in 40 attempts over 14 days.');
  });

  it('names who, which apps and which devices it would have stopped, with sign-ins a press away', async () => {
    const records = [
      ...fine,
      would(5, 'reportOnlyFailure', { appDisplayName: 'Payroll' }),
      would(6, 'reportOnlyInterrupted'),
    ];
    const world = createWorld({ policies, records });
    const answer = await world.ask('would-block compliant');
    for (const words of [
      'Not yet',
      'It would have stopped 1 account in 1 attempt: Alice Example.',
      '1 would be stopped · 1 would be prompted · 40 would get in',
      '1 of 1 account affected: 1 would be stopped, 1 prompted.',
      'Payroll: 1 stopped, 1 prompted',
      'Windows 11, Azure AD joined, compliant',
      '22 Nov: 2',
    ]) {
      expect(answer.text).toContain(words);
    }
    const list = await world.press(answer, 'Alice Example');
    expect(list.text).toContain('2 attempts');
  });

  it('tells that an administrator is among those it would stop', async () => {
    const directory = createFakeDirectory({
      people: [alice],
      held: { [alice.id]: privilegedRoleIds.slice(0, 1) },
    });
    const records = [...fine, would(5, 'reportOnlyFailure')];
    const world = createWorld({ policies, records, deps: { directory } });
    expect((await world.ask('would-block compliant')).text).toContain(
      'It would stop administrators (Alice Example).',
    );
  });

  it('says that administrators could not be told where the directory fails', async () => {
    const records = [...fine, would(5, 'reportOnlyFailure')];
    const world = createWorld({ policies, records });
    world.directory.fails = new AppError('throttled', 'The directory is busy.');
    const { text } = await world.ask('would-block compliant');
    expect(text).toContain(
      'Who of them is an administrator could not be told: The directory is busy.',
    );
  });

  it('cannot say when there was more than could be read, and tells what part was', async () => {
    const world = createWorld({ policies, records: fine, pageSize: 2 });
    const { text } = await world.ask('would-block compliant');
    expect(text).toContain('Cannot say');
    expect(text).toMatch(/A sample: 7 pages spread over the range hold about \d+ %/);
    const stamps = world.signIns.asked.map(({ query }) => query.window.to.getTime());
    expect(stamps).toEqual(stamps.toSorted((a, b) => b - a));
    expect(stamps).toHaveLength(7);
  });

  it('counts from the last change on: what an older form of the policy did proves nothing', async () => {
    const changed = { ...trial, modifiedAt: new Date('2026-11-20T12:00:00Z') };
    const records = [...fine, would(5 * dayMinutes, 'reportOnlyFailure')];
    const { text } = await createWorld({ policies: [changed], records }).ask(
      'would-block compliant',
    );
    expect(text).toContain('since its last change');
    expect(text).toContain('Too little is known: it has been watched for 2 days as it stands');
  });

  it('says of a policy that is on or off that it rehearses nothing, and offers what fits', async () => {
    const world = createWorld({ policies, records: fine });
    const on = await world.ask('would-block on already');
    expect(on.text).toContain('is on: it blocks for real');
    expect((await world.press(on, 'Whom it stops')).text).toContain('On already');
    expect((await world.ask('would-block off yet')).text).toContain('Make it report-only first');
  });

  it('lists all rehearsals, worst first, from one reading', async () => {
    const other = policy({
      id: 'ca000000-0000-4000-8000-000000000023',
      displayName: 'A quiet one',
      state: 'enabledForReportingButNotEnforced',
    });
    const records = [...fine, would(5, 'reportOnlyFailure')];
    const world = createWorld({ policies: [other, ...policies], records });
    const answer = await world.ask('would-block last 7d');
    expect(answer.text).toContain('2 report-only policies, last 7 days');
    expect(answer.text.indexOf('Compliant devices')).toBeLessThan(
      answer.text.indexOf('A quiet one'),
    );
    expect(world.signIns.asked).toHaveLength(1);
    const opened = await world.press(answer, 'Compliant devices');
    expect(opened.text).toContain('Report-only rehearsal, last 7 days');
  });

  it('cannot say anything where Graph hides which policies applied', async () => {
    const records = [ago(5, signInRecord, { appliedConditionalAccessPolicies: undefined })];
    const { text } = await createWorld({ policies, records }).ask('would-block compliant');
    expect(text).toContain('Cannot say');
    expect(text).toContain('Policy.Read.ConditionalAccess');
    expect(text).not.toContain('would be stopped');
  });
});
