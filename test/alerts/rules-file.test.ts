import { describe, expect, it } from '@jest/globals';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules } from '../../src/alerts/rules-file.ts';
import { weekdays } from '../../src/domain/digest-due.ts';
import { benignCodes } from '../../src/domain/error-codes.ts';
import { problemLine, readRulesText } from '../../src/rules.ts';

function good(text: string) {
  const read = readRulesText(text);
  if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'));
  return read;
}

const ruleOf = (text: string, id = 'ca-block') =>
  good(text).rules.find(({ rule }) => rule.id === id);

function wrong(text: string): string[] {
  const read = readRulesText(text);
  return read.ok ? [] : read.problems.map(problemLine);
}

const usual = { times: 3, withinMs: 3_600_000 };

describe('the rules file', () => {
  it.each(['', '# nothing yet', 'rules:', 'rules: {}', 'rules:\n  ca-block:\n', '{}'])(
    'keeps every default where it says nothing: %j',
    (text) => {
      const { rules, benign } = good(text);
      expect(rules.map(({ rule }) => rule.id)).toEqual(builtInRules.map(({ id }) => id));
      expect(ruleOf(text, 'ca-prompt-unmet')?.threshold).toEqual(usual);
      expect([...benign]).toEqual(benignCodes);
    },
  );

  it('switches a rule off and sets its numbers', () => {
    expect(ruleOf('rules: { ca-block: { enabled: false } }')).toBeUndefined();
    const text = 'rules: { ca-prompt-unmet: { times: 5 } }';
    expect(ruleOf(text, 'ca-prompt-unmet')?.threshold).toEqual({ ...usual, times: 5 });
    expect(ruleOf(text, 'ca-prompt-unmet')?.numbers).toEqual({ times: 5, withinMinutes: 60 });
  });

  it('reads all that it may say of a rule', () => {
    const text = `
rules:
  ca-block:
    severity: high
    delivery: digest
    routes: [SOC, On call]
    mention: [alice@contoso.com, 11111111-2222-4333-8444-555555555555]
    match:
      users: [Alice Hansen]
      excludeUsers: [svc@contoso.com]
      apps: [Teams]
      policies: [CA005]
      countries: [de]
      ipRanges: [203.0.113.0/24]
    unclaimedAfterMinutes: 30
    repeatAfterMinutes: 60
    escalateTo: On call
`;
    expect(ruleOf(text)).toMatchObject({
      severity: 'high',
      delivery: 'digest',
      routes: ['SOC', 'On call'],
      mention: ['alice@contoso.com', '11111111-2222-4333-8444-555555555555'],
      match: {
        users: ['Alice Hansen'],
        excludeUsers: ['svc@contoso.com'],
        apps: ['Teams'],
        policies: ['CA005'],
        countries: ['DE'],
        ipRanges: ['203.0.113.0/24'],
      },
      unclaimed: { afterMs: 1_800_000, repeatMs: 3_600_000, escalateTo: 'On call' },
    });
  });

  it('sends a digest at eight each day, in the zone of the quiet hours, unless it says otherwise', () => {
    const usual = { atMinute: 480, zone: 'UTC', weekdays, to: undefined, whenNothing: true };
    expect([good('').digest, good('digest:').digest]).toEqual([usual, usual]);
    const quiet = 'quietHours: { from: "22:00", to: "06:00", zone: Europe/Oslo }';
    expect(good(quiet).digest).toEqual({ ...usual, zone: 'Europe/Oslo' });
    const text = `${quiet}
digest: { at: "07:30", zone: Europe/Rome, weekdays: [mon, fri], to: [On call], whenNothing: false }`;
    expect(good(text).digest).toEqual({
      atMinute: 450,
      zone: 'Europe/Rome',
      weekdays: ['mon', 'fri'],
      to: ['On call'],
      whenNothing: false,
    });
    expect([good('digest: off').digest, good('digest: false').digest]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('gives quiet hours and maintenance to the rules that they are for', () => {
    const text = `
quietHours: { from: "22:00", to: 06:30, zone: Europe/Oslo, except: [ca-block] }
maintenance:
  - { from: 2026-12-01T22:00+01:00, to: 2026-12-02T02:00+01:00, reason: firewall, rules: [ca-block] }
  - { from: 2026-12-05T00:00Z, to: 2026-12-06T00:00Z, reason: move }
`;
    expect(ruleOf(text)?.quietHours).toBeUndefined();
    expect(ruleOf(text)?.maintenance?.map(({ reason }) => reason)).toEqual(['firewall', 'move']);
    const other = ruleOf(text, 'ca-prompt-unmet');
    expect(other?.quietHours).toEqual({ fromMinute: 1320, toMinute: 390, zone: 'Europe/Oslo' });
    expect(other?.maintenance).toMatchObject([{ reason: 'move', from: new Date('2026-12-05Z') }]);
  });

  it('takes the benign codes as a whole list or as changes of the built-in one', () => {
    expect([...good('benign: [50058, 50140]').benign]).toEqual([50058, 50140]);
    expect([...good('benign: []').benign]).toEqual([]);
    const { benign } = good('benign: { add: [50072], remove: [50058] }');
    expect([benign.has(50072), benign.has(50058), benign.has(50140)]).toEqual([true, false, true]);
  });

  it('tells all that is wrong at once, each with its place and what would be right', () => {
    const text = `rule: {}
rules:
  ca-blocks: {}
  ca-block: { enabled: yes, match: { countries: [DE, XQ], users: bob } }
  ca-prompt-unmet:
    times: 1
    withinMinutes: "60"
    times: 100
    every: 3
    severity: hihg
    escalateTo: On call
    mention: [alice]
quietHours:
  from: "25:00"
  to: "06:00"
  zone: Oslo
  except: [ca-blok]
maintenance:
  - from: 2026-06-31T00:00Z
    to: 2026-07-01 00:00
benign: [53003]
`;
    expect(wrong(text)).toEqual([
      'Line 1, column 1: rule is not known here. Did you mean rules?',
      'Line 3, column 3: rules.ca-blocks is not known here. Did you mean ca-block?',
      'Line 4, column 24: rules.ca-block.enabled must be true or false, and is the text “yes”.',
      'Line 4, column 54: rules.ca-block.match.countries[1] must be a country’s code of two letters, such as DE, and is the text “XQ”.',
      'Line 4, column 66: rules.ca-block.match.users must be a list, such as [one, another], and is the text “bob”.',
      'Line 7, column 20: rules.ca-prompt-unmet.withinMinutes must be a whole number from 5 to 1440, and is the text “60”.',
      'Line 8, column 5: This key stands here a second time: keep one of them.',
      'Line 8, column 12: rules.ca-prompt-unmet.times must be a whole number from 2 to 50, and is 100.',
      expect.stringMatching(
        /^Line 9, column 5: rules.ca-prompt-unmet.every is not known here. Known are: .*times, .*severity/,
      ),
      'Line 10, column 15: rules.ca-prompt-unmet.severity must be low, medium, high or critical, and is the text “hihg”. Did you mean high?',
      'Line 11, column 5: rules.ca-prompt-unmet.escalateTo needs “unclaimedAfterMinutes” beside it.',
      'Line 12, column 15: rules.ca-prompt-unmet.mention[0] must be a user principal name such as alice@contoso.com, or a user’s object id, and is the text “alice”.',
      'Line 14, column 9: quietHours.from must be a time such as "22:00", in quotes, and is the text “25:00”.',
      'Line 16, column 9: quietHours.zone must be a time zone such as Europe/Berlin, and is the text “Oslo”.',
      expect.stringMatching(
        /^Line 17, column 12: quietHours.except\[0\] must be .* and is the text “ca-blok”. Did you mean ca-block\?$/,
      ),
      'Line 19, column 5: maintenance[0] needs “reason”.',
      expect.stringMatching(
        /^Line 19, column 11: maintenance\[0\].from must be a moment .*“2026-06-31T00:00Z”.$/,
      ),
      expect.stringMatching(
        /^Line 20, column 9: maintenance\[0\].to must be a moment .*“2026-07-01 00:00”.$/,
      ),
      'Line 21, column 10: benign[0] is the code of a block, which is never benign: use “match” of a rule, or a snooze.',
    ]);
  });

  it.each([
    ['rules:\n\tca-block: {}', 'Line 2, column 1: This line begins with a tab: use blanks.'],
    ['rules: [1', 'Line 1, column 10: This is not YAML'],
    ['---\nrules:\n---\nrules:', 'Line 3, column 1: A second document begins here'],
    ['rules: !!set {}', 'Line 1, column 8'],
    ['rules: *nowhere', 'This is not YAML'],
    ['ca-block', 'Line 1, column 1: The file must be a group of settings: rules, '],
    ['- 1', 'Line 1, column 1: The file must be a group of settings'],
    ['rules: [ca-block]', 'Line 1, column 8: rules must be a group of settings: '],
    ['rules:\n  ca-block: true', 'Line 2, column 13: rules.ca-block must be a group of settings'],
    ['rules:\n  ca-block:\n    enabled:', 'Line 3, column 5: rules.ca-block.enabled must be'],
    ['constructor: {}', 'Line 1, column 1: constructor is not known here'],
    ['__proto__: {}', 'Line 1, column 1: __proto__ is not known here'],
    [
      'quietHours: { from: "06:00", to: "6:00", zone: UTC }',
      'quietHours must not begin and end at the same time.',
    ],
    [
      'maintenance: [{ from: 2026-02-01T00:00Z, to: 2026-01-01T00:00Z, reason: x }]',
      'maintenance[0] must end after it begins',
    ],
    [
      'maintenance: [{ from: 2026-01-01T00:00Z, to: 2027-01-01T00:00Z, reason: x }]',
      'maintenance[0] must not last longer than 31 days.',
    ],
    ['rules: { ca-block: { unclaimedAfterMinutes: 0 } }', 'a whole number from 1 to 10080'],
    [
      'rules: { ca-block: { unclaimedAfterMinutes: 5, escalateTo: 7 } }',
      'must be the name of a channel or chat that receives alerts, or a person’s user principal name or object id, and is 7.',
    ],
    ['rules: { ca-block: { match: { users: [] } } }', 'must name one at least, or be left out'],
    ['rules: { ca-block: { routes: [] } }', 'must name one at least, or be left out'],
    [
      'rules:\n  break-glass-used:\n    times: 5\n    withinMinutes: 10\n',
      'Line 3, column 12: rules.break-glass-used.times must be 1, or be left out: each use of an emergency account is told.',
    ],
    [
      'rules: { auditing-off: { times: 2 } }',
      'rules.auditing-off.times must be 1, or be left out: what is not recorded meanwhile is in no log',
    ],
    [
      'rules: { role-assigned: { withinMinutes: 10 } }',
      'Line 1, column 27: rules.role-assigned.withinMinutes needs “times” beside it.',
    ],
    [
      'rules: { risky-sign-in: { times: 0 } }',
      'times must be a whole number from 1 to 1000, and is 0',
    ],
    ['rules: { brute-force: { times: 5 } }', 'rules.brute-force.times is not known here.'],
    ['quietHours: nights', 'quietHours must be a group of settings: from, to, zone, except'],
    ['quietHours: { from: 1320, to: "06:00", zone: UTC }', 'in quotes, and is 1320'],
    [
      'quietHours: { from: "22:00", to: "06:00", zone: UTC, til: "7" }',
      'quietHours.til is not known here',
    ],
    [
      'digest: none',
      'digest must be off or a group of settings: at, zone, weekdays, to, whenNothing, and is the text “none”.',
    ],
    [
      'digest: { at: 8 }',
      'Line 1, column 15: digest.at must be a time such as "22:00", in quotes, and is 8.',
    ],
    [
      'digest: { weekdays: [monday] }',
      'digest.weekdays[0] must be mon, tue, wed, thu, fri, sat or sun',
    ],
    ['digest: { to: [] }', 'digest.to must name one at least, or be left out.'],
    ['digest: { zoen: UTC }', 'digest.zoen is not known here. Did you mean zone?'],
    ['quietHours:', 'Line 1, column 1: quietHours must be a group of settings'],
  ])('refuses %j', (text, problem) => {
    expect(wrong(text)).toEqual([expect.stringContaining(problem)]);
  });

  it('finds the place of a mistake that is written elsewhere and named here', () => {
    const text = 'rules:\n  ca-block: &same { enabled: 1 }\n  ca-prompt-unmet: *same\n';
    expect(wrong(text)).toEqual([
      expect.stringContaining('Line 2, column 30: rules.ca-block.enabled'),
      expect.stringContaining('Line 2, column 30: rules.ca-prompt-unmet.enabled'),
    ]);
  });

  it('reads parsed content of any kind without failing', () => {
    for (const content of [undefined, null, {}, { rules: null }]) {
      expect(readRules(content, builtInRules)).toMatchObject({ ok: true });
    }
    for (const content of [1, 'x', [], { rules: 1 }, { benign: 'x' }]) {
      expect(readRules(content, builtInRules)).toMatchObject({ ok: false });
    }
  });
});
