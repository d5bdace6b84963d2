import { describe, expect, it } from '@jest/globals';
import { amend } from '../../src/commands/amend.ts';
import { commands } from '../../src/commands/index.ts';
import { nearestReading } from '../../src/commands/nearest-reading.ts';
import { parse } from '../../src/commands/parse.ts';

/** What a line was read as: the command and what was given to it, or a sentence. */
function read(line: string): unknown {
  const parsed = parse(line, commands);
  if (parsed.kind === 'unknown') return { unknown: parsed.word };
  if (parsed.kind === 'problem') return { command: parsed.command.name, problem: parsed.problem };
  const given = Object.entries(parsed.args).filter(
    ([, value]) => value !== undefined && value !== false,
  );
  return { command: parsed.command.name, ...Object.fromEntries(given) };
}

type Given = Readonly<Record<string, unknown>>;
const guid = '0a11ce00-7e57-4000-8000-000000000005';

/** As people type them: [line, what it says]. */
const signins: readonly (readonly [string, Given])[] = [
  ['signins', {}],
  ['/signins', {}],
  ['SIGNINS', {}],
  ['signins for alice', { for: 'alice' }],
  ['signins alice', { for: 'alice' }],
  ['Signins For Alice Martin', { for: 'Alice Martin' }],
  ['signins for me', { for: 'me' }],
  ['signins @Alice Martin', { for: '@Alice Martin' }],
  ['signins for alice.martin@contoso.example', { for: 'alice.martin@contoso.example' }],
  [`signins for ${guid}`, { for: guid }],
  ['signins for "Anna From Sales"', { for: 'Anna From Sales' }],
  ['signins for “Max Mustermann”', { for: 'Max Mustermann' }],
  ['signins for O’Brien', { for: 'O’Brien' }],
  ['signins for jean-luc', { for: 'jean-luc' }],
  ['signins for Łukasz Żak', { for: 'Łukasz Żak' }],
  ['signins for 山田', { for: '山田' }],
  ['signins alice failed', { for: 'alice', outcome: 'failed' }],
  ['signins failed alice', { problem: /alice/ }],
  ['signins failed for alice', { for: 'alice', outcome: 'failed' }],
  ['signins for alice blocked last 2h', { for: 'alice', outcome: 'blocked', within: 'last 2h' }],
  ['signins blocked', { outcome: 'blocked' }],
  ['signins interrupted today', { outcome: 'interrupted', within: 'today' }],
  ['signins succeeded yesterday', { outcome: 'succeeded', within: 'yesterday' }],
  ['signins blocked failed', { problem: /blocked and failed/ }],
  ['signins report-only', { reportOnly: true }],
  ['signins for alice report-only last 7d', { for: 'alice', reportOnly: true, within: 'last 7d' }],
  ['signins risky', { risky: true }],
  ['signins risky blocked last 30d', { risky: true, outcome: 'blocked', within: 'last 30d' }],
  ['signins app Teams', { app: 'Teams' }],
  ['signins app "Microsoft Teams" failed', { app: 'Microsoft Teams', outcome: 'failed' }],
  ['signins app Office 365 Exchange Online', { app: 'Office 365 Exchange Online' }],
  ['signins ip 203.0.113.7', { ip: '203.0.113.7' }],
  ['signins ip 203.0.113', { ip: '203.0.113' }],
  ['signins ip 2001:db8::1 last 24h', { ip: '2001:db8::1', within: 'last 24h' }],
  ['signins policy "Require MFA for admins"', { policy: 'Require MFA for admins' }],
  ['signins policy CA002 blocked', { policy: 'CA002', outcome: 'blocked' }],
  ['signins from Germany', { country: 'DE' }],
  ['signins from DE', { country: 'DE' }],
  ['signins from united states failed', { country: 'US', outcome: 'failed' }],
  ['signins for alice from France last 7d', { for: 'alice', country: 'FR', within: 'last 7d' }],
  [
    'signins from de from 2026-11-01 to 2026-11-03',
    { country: 'DE', within: 'from 2026-11-01 to 2026-11-03' },
  ],
  ['signins from yesterday to today', { within: 'from yesterday to today' }],
  ['signins from Atlantis', { problem: /Atlantis/ }],
  ['signins client legacy', { client: 'legacy' }],
  ['signins client browser blocked', { client: expect.any(String), outcome: 'blocked' }],
  ['signins client imap last 7d', { client: expect.any(String), within: 'last 7d' }],
  ['signins client telegraph', { problem: /telegraph/ }],
  ['signins interactive', { type: 'interactive' }],
  ['signins non-interactive', { type: 'non-interactive' }],
  ['signins service-principal last 1h', { type: 'service-principal', within: 'last 1h' }],
  ['signins managed-identity top 20', { type: 'managed-identity', top: 20 }],
  ['signins all', { type: 'all' }],
  ['signins for alice all', { for: 'alice', type: 'all' }],
  ['signins all failed', { type: 'all', outcome: 'failed' }],
  ['signins last 24h', { within: 'last 24h' }],
  ['signins last 24 hours', { within: 'last 24 hours' }],
  ['signins last week', { within: 'last week' }],
  ['signins last 90 minutes', { within: 'last 90 minutes' }],
  ['signins today', { within: 'today' }],
  ['signins since yesterday', { within: 'since yesterday' }],
  ['signins since 2026-11-20', { within: 'since 2026-11-20' }],
  ['signins since 2026-11-20 14:00', { within: 'since 2026-11-20 14:00' }],
  ['signins from 2026-11-01 to 2026-11-03', { within: 'from 2026-11-01 to 2026-11-03' }],
  ['signins top 50', { top: 50 }],
  ['signins top 0', { problem: /1 to 500/ }],
  ['signins top many', { problem: /whole number/ }],
  ['signins for', { problem: /for <person>/ }],
  ['signins app', { problem: /app <name>/ }],
  ['signins by hour', { by: 'hour' }],
  ['signins by day last 7d', { by: 'day', within: 'last 7d' }],
  ['signins for alice by country', { for: 'alice', by: 'country' }],
  ['signins blocked by app', { outcome: 'blocked', by: 'app' }],
  ['signins by verdict', { by: 'verdict' }],
  ['signins by user failed', { by: 'user', outcome: 'failed' }],
  ['signins by policy last 14d', { by: 'policy', within: 'last 14d' }],
  [
    'signins for alice failed app "Microsoft Teams" from NO client browser interactive last 7d top 5',
    {
      for: 'alice',
      outcome: 'failed',
      app: 'Microsoft Teams',
      country: 'NO',
      client: expect.any(String),
      type: 'interactive',
      within: 'last 7d',
      top: 5,
    },
  ],
];

const others: readonly (readonly [string, string, Given])[] = [
  ['signin 66ea54eb-6301-4ee5-be62-ff5a759b0100', 'signin', {}],
  ['policy', 'policy', {}],
  ['policy block legacy', 'policy', { name: 'block legacy' }],
  ['policy "CA002 - Require MFA" last 24h', 'policy', {}],
  ['policies', 'policies', {}],
  ['policies report-only', 'policies', {}],
  ['would-block "Try compliant devices"', 'would-block', {}],
  ['would-block compliant last 14d', 'would-block', {}],
  ['would-block', 'would-block', {}],
  ['user alice', 'user', {}],
  ['user alice.martin@contoso.example', 'user', {}],
  ['alerts', 'alerts', {}],
  ['Alerts Here', 'alerts here', {}],
  ['alerts off', 'alerts off', {}],
  ['save as morning-check', 'save as', { name: 'morning-check' }],
  ['save as Monday morning', 'save as', { name: 'Monday morning' }],
  ['run morning-check', 'run', { name: 'morning-check' }],
  ['saved', 'saved', {}],
  ['forget morning-check', 'forget', { name: 'morning-check' }],
  ['export', 'export', {}],
  ['audits', 'audits', {}],
  ['audits for alice', 'audits', { for: 'alice' }],
  ['audits alice last 7d', 'audits', { for: 'alice', within: 'last 7d' }],
  ['audits by adele last 30d', 'audits', { by: 'adele', within: 'last 30d' }],
  ['audits by "Microsoft Azure AD Connect"', 'audits', { by: 'Microsoft Azure AD Connect' }],
  ['audits on "CA002 - Require MFA"', 'audits', { on: 'CA002 - Require MFA' }],
  ['audits for alice by adele', 'audits', { for: 'alice', by: 'adele' }],
  ['audits category role management', 'audits', { category: 'role management' }],
  ['audits category Policy failed', 'audits', { category: 'Policy', failed: 'failed' }],
  ['audits activity add member to role', 'audits', { activity: 'add member to role' }],
  [
    'audits activity "Update user" since yesterday top 20',
    'audits',
    { activity: 'Update user', top: 20 },
  ],
  ['audits correlation da159bfb-54fa', 'audits', { correlation: 'da159bfb-54fa' }],
  ['audit Directory_9b5bfc8c_10NU_88000006', 'audit', {}],
  ['activity for alice', 'activity', { for: 'alice' }],
  ['activity alice yesterday', 'activity', { for: 'alice', within: 'yesterday' }],
  ['files for alice', 'files', { for: 'alice' }],
  ['files for alice downloaded last 90d', 'files', { done: 'downloaded', within: 'last 90d' }],
  ['files for alice ip 203.0.113.5', 'files', { ip: '203.0.113.5' }],
  ['files for alice anew', 'files', { anew: 'anew' }],
  ['mail for alice sent', 'mail', { for: 'alice', done: 'sent' }],
  ['file Budget 2027.xlsx', 'file', { named: 'Budget 2027.xlsx' }],
  ['file "https://contoso.sharepoint.com/sites/a/b c.docx" last 7d', 'file', { within: 'last 7d' }],
  ['searches', 'searches', {}],
  ['searches cancel 042f17cf01', 'searches', { cancel: '042f17cf01' }],
  ['export top 1000', 'export', { top: 1000 }],
  ['alerts rules', 'alerts rules', {}],
  ['digest', 'digest', {}],
  ['digest yesterday', 'digest', { day: 'yesterday' }],
  ['alerts test', 'alerts test', {}],
  ['alerts test ca-block', 'alerts test', { rule: 'ca-block' }],
  ['alerts test rule ca-block', 'alerts test', { rule: 'ca-block' }],
  ['alerts replay ca-block', 'alerts replay', { rule: 'ca-block' }],
  ['alerts replay ca-block last 7d', 'alerts replay', { rule: 'ca-block', within: 'last 7d' }],
  ['Alerts Replay role-assigned yesterday', 'alerts replay', { within: 'yesterday' }],
  ['who looked at alice', 'who looked', { at: 'alice' }],
  ['Who looked at Alice Martin last 7d', 'who looked', { at: 'Alice Martin', within: 'last 7d' }],
  ['who looked at me', 'who looked', { at: 'me' }],
  [`who looked at ${guid}`, 'who looked', { at: guid }],
  ['who looked alice', 'who looked', { at: 'alice' }],
  ['who looked', 'who looked', {}],
  ['who looked since yesterday', 'who looked', { within: 'since yesterday' }],
  ['whoami', 'whoami', {}],
  ['help', 'help', {}],
  ['help signins', 'help', { word: 'signins' }],
  ['/help alerts here', 'help', { word: 'alerts here' }],
];

/** Wrong ones, and what they are taken for. */
const mistakes: readonly (readonly [string, string])[] = [
  ['sigins', 'signins'],
  ['singins for alice', 'signins for alice'],
  ['signin for alice', 'signins for alice'],
  ['sign-ins for alice', 'signins for alice'],
  ['sign ins of alice', 'signins for alice'],
  ['show me signins for alice', 'signins for alice'],
  ['please list the logins of alice', 'signins for alice'],
  ['can you show me failed sign-ins', 'signins failed'],
  ['logs for alice last 2h', 'signins for alice last 2h'],
  ['blocked', 'signins blocked'],
  ['blocked last 24h', 'signins blocked last 24h'],
  ['for alice', 'signins for alice'],
  ['signins for alice blokced', 'signins for alice blocked'],
  ['signins for alice faild last 2h', 'signins for alice failed last 2h'],
  ['signins interactve', 'signins interactive'],
  ['signins for alice sinc yesterday', 'signins for alice since yesterday'],
  ['polcy block legacy', 'policy block legacy'],
  ['poilcies', 'policies'],
  ['alert', 'alerts'],
  ['alrets here', 'alerts here'],
  ['hepl', 'help'],
  ['whoam', 'whoami'],
  ['who loked at alice', 'who looked at alice'],
  ['usr alice', 'user alice'],
  ['exprot', 'export'],
  ['audit for alice', 'audits for alice'],
  ['changes by adele', 'audits by adele'],
  ['emails for alice', 'mail for alice'],
  ['documents of alice last 7d', 'files for alice last 7d'],
  ['acitvity for alice', 'activity for alice'],
  ['audits for alice catgory policy', 'audits for alice category policy'],
];

const followUps: readonly (readonly [string, string, string])[] = [
  ['signins for alice', 'blocked', 'signins for alice blocked'],
  ['signins for alice blocked', 'failed', 'signins for alice failed'],
  ['signins for alice last 2h', 'last 7d', 'signins for alice last 7d'],
  ['signins for alice', 'for bob', 'signins for bob'],
  ['signins for alice', 'from germany', 'signins for alice from germany'],
  ['signins from germany', 'from france', 'signins from france'],
  [
    'signins from germany',
    'from 2026-11-01 to 2026-11-02',
    'signins from germany from 2026-11-01 to 2026-11-02',
  ],
  ['signins', 'by country', 'signins by country'],
  ['signins by country', 'by hour', 'signins by hour'],
  ['signins for alice', 'report-only', 'signins for alice report-only'],
  ['signins for alice all', 'interactive', 'signins for alice interactive'],
  ['signins', 'client legacy', 'signins client legacy'],
  ['signins client legacy blocked', 'without client', 'signins blocked'],
  ['audits for alice', 'category policy', 'audits for alice category policy'],
  ['audits for alice last 7d', 'by bob', 'audits for alice last 7d by bob'],
  ['files for alice opened', 'downloaded', 'files for alice downloaded'],
  ['files for alice last 24h', 'what about bob', 'files last 24h for bob'],
  ['policies', 'report-only', 'policies report-only'],
];

describe('what people type about sign-ins', () => {
  it.each(signins)('“%s”', (line, given) => {
    const { problem, ...rest } = given;
    if (problem instanceof RegExp) {
      expect(read(line)).toEqual({ command: 'signins', problem: expect.stringMatching(problem) });
    } else {
      expect(read(line)).toEqual({ command: 'signins', ...rest });
    }
  });
});

describe('what people type besides', () => {
  it.each(others)('“%s” is the command “%s”', (line, command, given) => {
    expect(read(line)).toMatchObject({ command, ...given });
    expect(read(line)).not.toHaveProperty('problem');
  });
});

describe('what people mistype', () => {
  it.each(mistakes)('“%s” is taken for “%s”', (line, meant) => {
    expect(nearestReading(line, commands)).toBe(meant);
  });

  it.each(['', '   ', '???', 'xyzzyplugh', '12345', '"'])('“%s” is taken for nothing', (line) => {
    expect(nearestReading(line, commands)).toBeUndefined();
  });
});

describe('what people add to the last question', () => {
  it.each(followUps)('“%s”, then “%s”', (last, typed, line) => {
    expect(amend(last, typed, commands)).toBe(line);
    expect(parse(line, commands).kind).toBe('command');
  });
});
