import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commands } from '../../src/commands/index.ts';
import { parse } from '../../src/commands/parse.ts';
import { snoozeLine } from '../../src/commands/snooze/line.ts';
import { theCase } from '../alerts/builders.ts';
import { noon } from '../builders.ts';
import { alice, createWorld, tenantId } from './world.ts';

const operator = { level: 'operator' } as const;
const blockLegacy = {
  id: 'b10c0000-0000-4000-8000-000000000001',
  name: 'CA005: Block legacy',
  state: 'enabled',
  raw: {},
};

describe('snooze', () => {
  it('keeps a person quiet until the end of a day in the asker’s zone, with reason and owner', async () => {
    const world = createWorld(operator);
    const answer = await world.ask('snooze alice until friday because travelling for work');
    expect(world.silencing.kept).toMatchObject([
      {
        matcher: { user: { id: alice.id, name: alice.name } },
        reason: 'travelling for work',
        until: new Date('2026-11-27T23:00:00Z'),
        owner: { name: 'Olga Operator' },
      },
    ]);
    expect(answer.text).toContain('Alice Example, until 2026-11-28 00:00 (Europe/Oslo)');
  });

  it('takes networks of either version, and countries by name', async () => {
    const world = createWorld(operator);
    await world.ask('snooze ip 203.0.113.77/24 for 30d because our VPN');
    await world.ask('snooze alice country France for 2d because fair');
    expect(world.silencing.kept.map(({ matcher }) => matcher)).toMatchObject([
      { ipRange: '203.0.113.0/24' },
      { user: { id: alice.id }, country: 'FR' },
    ]);
    expect((await world.ask('snooze ip 203.0.113 for 2d because x')).text).toContain(
      'no address or network',
    );
  });

  it('names what a far-reaching one covers, and begins it only on the second step', async () => {
    const cases = [
      theCase({ tenantId, id: 'one', key: 'a', lastAt: noon, rule: 'ca-block' }),
      theCase({ tenantId, id: 'two', key: 'b', lastAt: noon, state: 'resolved' }),
      theCase({ tenantId, id: 'other', key: 'c', lastAt: noon, rule: 'ca-prompt-unmet' }),
    ];
    const world = createWorld({ ...operator, cases });
    const first = await world.ask('snooze rule ca-block for 2d because we test');
    expect(first.text).toContain('In the last 7 days it would have held back 2 cases');
    expect(first.text).toContain('we test');
    expect(world.silencing.kept).toEqual([]);
    await world.press(first, 'Snooze it');
    expect(world.silencing.kept).toMatchObject([
      { matcher: { rule: 'ca-block' }, reason: 'we test', until: new Date('2026-11-24T12:05:00Z') },
    ]);
  });

  it('asks which policy is meant, and goes on from there with all that was said', async () => {
    const other = {
      ...blockLegacy,
      id: 'b10c0000-0000-4000-8000-000000000002',
      name: 'CA006: Block guests',
    };
    const world = createWorld({ ...operator, policies: [blockLegacy, other] });
    const which = await world.ask('snooze policy block for 2d because known');
    const far = await world.press(which, 'CA006: Block guests');
    await world.press(far, 'Snooze it');
    expect(world.silencing.kept).toMatchObject([
      { matcher: { policy: { id: other.id } }, reason: 'known' },
    ]);
  });

  it.each([
    ['snooze alice because travelling', 'Until when?'],
    ['snooze alice for 2d', 'Why?'],
    ['snooze alice for 91d because x', '90 days at most'],
    ['snooze alice until yesterday because x', 'over already'],
    ['snooze rule nonsense for 2d because x', 'no rule “nonsense”'],
    ['snooze for 2d because x', 'whom or what'],
    ['snooze nobody for 2d because x', 'Nobody is called'],
  ])('answers “%s” with the next step', async (line, words) => {
    const world = createWorld(operator);
    expect((await world.ask(line)).text).toContain(words);
    expect(world.silencing.kept).toEqual([]);
  });

  it('refuses a break-glass account with the reason', async () => {
    const world = createWorld(operator);
    world.silencing.refused.set(alice.id, 'Alice Example is a break-glass account.');
    const answer = await world.ask('snooze alice for 2d because x');
    expect(answer.text).toContain('Alice Example is a break-glass account.');
  });

  it('is for operators', async () => {
    const world = createWorld({ level: 'reader' });
    await world.ask('snooze alice for 2d because x');
    expect(world.silencing.kept).toEqual([]);
  });

  it('is read back whole from its own line, whatever the reason holds', () => {
    const reason = fc
      .string({ minLength: 1, maxLength: 40 })
      .map((text) => `x${text.replaceAll(/["“”„\s]+/g, ' ')}`.trim());
    fc.assert(
      fc.property(reason, fc.boolean(), (because, confirmed) => {
        const matcher = {
          app: { name: 'Rule for policy' },
          ipRange: '203.0.113.0/24',
          country: 'FR',
        };
        const read = parse(
          snoozeLine({ matcher, ending: 'until 2026-11-27T23:00Z', because }, confirmed),
          commands,
        );
        expect(read).toMatchObject({
          kind: 'command',
          args: {
            app: 'Rule for policy',
            ip: '203.0.113.0/24',
            country: 'FR',
            ending: 'until 2026-11-27T23:00Z',
            because: because.replaceAll(/\s+/g, ' '),
            confirmed,
          },
        });
      }),
    );
  });
});
