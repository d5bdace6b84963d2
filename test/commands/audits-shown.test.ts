import { describe, expect, it } from '@jest/globals';
import { createAuditReader } from '../../src/commands/audits/read-list.ts';
import { AppError } from '../../src/errors.ts';
import { bob } from '../audit-builders.ts';
import { minutesAfter, noon } from '../builders.ts';
import { auditAgo, audits, auditWorld, by, shownOn } from './audit-world.ts';
import { buttonsOf } from './buttons.ts';
import { alice } from './world.ts';

describe('audits: what is shown', () => {
  it('counts by category, also those that have no button, and marks what failed or gives power', async () => {
    const more = ['Device', 'Contact', 'Label'].map((category, at) =>
      auditAgo(20 + at, { category }),
    );
    const { text } = await auditWorld({ audits: [...audits, ...more] }).ask('audits');
    expect(text).toContain(
      '10 entries · 4 User management · 1 Contact · 1 Device · 1 Group management · 3 other',
    );
    expect(text).toContain(
      '⚠️ Olga Operator changed the conditional access policy “Block legacy authentication”',
    );
    expect(text).toContain(
      '❌ The app Directory Sync changed Department of Bob Builder, which failed: InsufficientRights',
    );
    expect(text).toContain('⚠️ marks what');
    expect((await auditWorld({ audits: [auditAgo(1)] }).ask('audits')).text).not.toContain('⚠️');
  });

  it('gives names to those that the log holds by id alone', async () => {
    const nameless = [
      auditAgo(1, by({ id: alice.id, displayName: null, userPrincipalName: 'a@x' })),
    ];
    const one = auditWorld({ audits: nameless });
    expect((await one.ask('audits')).text).toContain('Alice Example changed Department');
    one.directory.fails = new AppError('permission-missing', 'No.');
    expect((await one.ask('audits top 3')).text).toContain('a@x changed Department');
  });

  it('turns pages both ways, keeps to the moment it was asked, and asks Graph nothing more', async () => {
    const many = Array.from({ length: 14 }, (_, at) => auditAgo(at + 1));
    const pages = auditWorld({ audits: many });
    const first = await pages.ask('audits');
    pages.audits.add(auditAgo(-4));
    pages.time.now = minutesAfter(pages.time.now, 3);
    const second = await pages.press(first, 'Older');
    const third = await pages.press(second, 'Older');
    expect([first, second, third].map(({ card }) => shownOn(card))).toEqual([
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9, 10, 11, 12],
      [13, 14],
    ]);
    expect(buttonsOf(third.card).map(({ title }) => title)).not.toContain('Older');
    expect(shownOn((await pages.press(second, 'Newer')).card)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(second).toMatchObject({ mode: 'replace', text: expect.stringContaining('Page 2 of 3') });
    expect(pages.audits.asked).toHaveLength(1);
  });

  it('narrows to what failed or one category by a button, and back to all', async () => {
    const buttons = auditWorld();
    const all = await buttons.ask('audits');
    const failed = await buttons.press(all, 'Failed');
    expect(failed.text).toContain('Failed directory audits of the tenant');
    expect(failed.text).toContain('1 entry · 1 User management');
    expect(shownOn(failed.card)).toEqual([6]);
    const roles = await buttons.press(
      await buttons.press(failed, 'All entries'),
      'Role management (1)',
    );
    expect(shownOn(roles.card)).toEqual([7]);
    expect(buttonsOf(roles.card).map(({ title }) => title)).not.toContain('Failed');
  });

  it.each([
    [
      'audits for bob by alice last 1h',
      /Nothing of the kind has arrived in this range so far\.$/m,
      [],
    ],
    [
      'audits by nobody',
      /Nobody is called “nobody”; apps were looked for by that whole name\./,
      audits,
    ],
    ['audits on atlantis', /names are compared from their beginning/, audits],
    ['audits failed', /None failed among 1 entry of this range\./, [auditAgo(1)]],
  ])('says what an empty answer means: %s', async (line, words, held) => {
    expect((await auditWorld({ audits: held }).ask(line)).text).toMatch(words);
  });

  it('says what was read, how new it is, and what was left out', async () => {
    const { text } = await auditWorld().ask('audits top 2');
    for (const words of [
      'Read: 7 entries',
      'Only the newest 2 are listed.',
      'The newest is 6 minutes old.',
      'AuditLog.Read.All',
      '7 without',
    ]) {
      expect(text).toContain(words);
    }
    const paged = Array.from({ length: 9 }, (_, at) => auditAgo(at + 1));
    const { deps } = auditWorld({ audits: paged });
    const small = {
      ...deps.audits,
      pages: (...[query, options]: Parameters<typeof deps.audits.pages>) =>
        deps.audits.pages(query, { ...options, pageSize: 2 }),
    };
    const readAudits = createAuditReader(small, deps.clock);
    const cut = await auditWorld({ deps: { readAudits } }).ask('audits failed');
    expect(cut.text).toContain('None failed among the newest 6 entries of this range.');
    expect(cut.text).toContain('There are older ones in this range that were not read');
  });

  it('says that the log keeps less than was asked for', async () => {
    const { deps } = auditWorld();
    const keptFrom = minutesAfter(noon, -7 * 24 * 60);
    const readAudits: typeof deps.readAudits = async (...call) => ({
      ...(await deps.readAudits(...call)),
      keptFrom,
    });
    const { text } = await auditWorld({ deps: { readAudits } }).ask('audits last 30d');
    expect(text).toContain(
      'The log keeps nothing older than 7 days, though the range begins earlier.',
    );
  });

  it('fails with the next step when the log may not be read', async () => {
    const closed = auditWorld();
    closed.audits.fails = new AppError('permission-missing', 'The application lacks a right.', {
      hint: 'Grant AuditLog.Read.All.',
    });
    expect((await closed.ask('audits')).text).toContain('Grant AuditLog.Read.All.');
  });
});

describe('audits: the same again', () => {
  it('with one thing changed', async () => {
    const talk = auditWorld();
    await talk.ask('audits for alice');
    expect((await talk.ask('category policy')).text).toContain(
      'for Alice Example, category Policy',
    );
    expect((await talk.ask('last 30d')).text).toContain('last 30 days');
    const byBob = await talk.ask('by bob');
    expect(byBob.text).toContain(
      'Directory audits for Alice Example by Bob Builder, category Policy',
    );
    const asked = talk.audits.asked.at(-1)?.query;
    expect(asked).toMatchObject({ actorId: bob.id, targetId: alice.id, category: 'Policy' });
  });

  it('is saved and run again', async () => {
    const talk = auditWorld();
    await talk.ask('audits on "Block legacy authentication" failed');
    await talk.ask('save as guard');
    expect((await talk.ask('run guard')).text).toContain(
      'Failed directory audits on Block legacy authentication',
    );
  });
});
