import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import { readRules, rulesSchema } from '../../src/alerts/rules-file.ts';
import { readRulesText } from '../../src/rules.ts';

const path = 'docs/alert-rules.schema.json';
const schema = rulesSchema(builtInRules);

/** `WRITE_SCHEMA=1` writes the file anew from the rules there are. */
async function committed(): Promise<string> {
  if (process.env.WRITE_SCHEMA) await writeFile(path, `${JSON.stringify(schema, undefined, 2)}\n`);
  return readFile(path, 'utf8');
}

const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
const isRead = (content: unknown) => readRules(content, builtInRules).ok;

const page = await readFile('docs/alerts.md', 'utf8');
const exampleIn = (text: string) => /```yaml\n([^`]*)```/.exec(text)?.[1] ?? '';
const example = exampleIn(page);

const ids = builtInRules.map(({ id }) => id);
/** One of these, or anything. */
const mostly = (...values: unknown[]) =>
  fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...values) }, fc.jsonValue());
const listOf = (...values: unknown[]) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.array(mostly(...values), { maxLength: 2 }) },
    fc.jsonValue(),
  );
const group = (members: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof({ weight: 30, arbitrary: fc.record(members, { requiredKeys: [] }) }, fc.jsonValue());
const aRule = group({
  enabled: mostly(true, false),
  severity: mostly('high'),
  delivery: mostly('digest', 'at-once'),
  routes: listOf('SOC', ' On call '),
  mention: listOf('alice@contoso.com', '11111111-2222-4333-8444-555555555555'),
  match: group({ countries: listOf('de', 'NO'), ipRanges: listOf('10.0.0.0/8', '::1') }),
  unclaimedAfterMinutes: mostly(1, 30, 10_080),
  repeatAfterMinutes: mostly(5, 60),
  escalateTo: mostly('On call', 'dana@contoso.com'),
  times: mostly(1, 2, 50),
  withinMinutes: mostly(10, 1_440),
});
const aFile = group({
  rules: group(Object.fromEntries(ids.map((id) => [id, aRule]))),
  benign: fc.oneof(listOf(50_058, 50_140), group({ add: listOf(50_072), remove: listOf(50_058) })),
  quietHours: group({
    from: mostly('22:00', '1:05'),
    to: mostly('06:00'),
    zone: mostly('Europe/Oslo', 'UTC'),
    except: listOf(...ids),
  }),
  digest: fc.oneof(
    mostly('off', false),
    group({
      at: mostly('08:00', '7:30'),
      zone: mostly('Europe/Oslo'),
      weekdays: listOf('mon', 'sun'),
      to: listOf('On call'),
      whenNothing: mostly(true, false),
    }),
  ),
  maintenance: listOf(
    { from: '2026-12-01T22:00Z', to: '2026-12-01T23:00:00+00:00', reason: 'x', rules: ids },
    { from: '2026-12-01T22:00Z', to: '2026-12-02T22:00Z', reason: 'x' },
  ),
});

describe('the schema with which editors check the rules file', () => {
  it('is committed as the rules are now', async () => {
    expect(JSON.parse(await committed())).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it('accepts the examples of the pages, as the bot does, and is named there', async () => {
    expect(example).toContain(`# yaml-language-server: $schema=`);
    expect(example).toContain(path);
    for (const text of [example, exampleIn(await readFile('README.md', 'utf8'))]) {
      expect(text).toContain('rules:');
      expect(isValid(parse(text)) ? [] : isValid.errors).toEqual([]);
      expect(readRulesText(text)).toMatchObject({ ok: true });
    }
  });

  it.each([
    'rule: {}',
    'rules: { ca-blok: {} }',
    'rules: { ca-block: { enabled: yes } }',
    'rules: { ca-block: { severity: urgent } }',
    'rules: { ca-block: { escalateTo: On call } }',
    'rules: { ca-block: { match: { users: [] } } }',
    'rules: { ca-prompt-unmet: { times: 1 } }',
    'rules: { break-glass-used: { times: 2, withinMinutes: 10 } }',
    'rules: { auditing-off: { times: 2 } }',
    'rules: { risky-sign-in: { withinMinutes: 10 } }',
    'rules: { brute-force: { times: 5 } }',
    'rules: { ca-block: { times: 1001 } }',
    'quietHours: { from: "22:00" }',
    'quietHours: { from: "24:00", to: "06:00", zone: UTC }',
    'maintenance: [{ from: 2026-12-01, to: 2026-12-02, reason: x }]',
    'digest: { at: 8 }',
    'digest: none',
    'digest: { weekdays: [monday] }',
    'benign: [none]',
    'benign: { plus: [1] }',
  ])('refuses %j, as the bot does', (text) => {
    expect([isValid(parse(text)), isRead(parse(text))]).toEqual([false, false]);
  });

  it('never refuses what the bot accepts', () => {
    let accepted = 0;
    fc.assert(
      fc.property(aFile, (content) => {
        if (!isRead(content)) return;
        accepted += 1;
        expect(isValid(content) ? [] : isValid.errors).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it('knows every rule and its numbers', () => {
    for (const { id, numbers } of builtInRules) {
      expect(isRead({ rules: { [id]: {} } }) && isValid({ rules: { [id]: {} } })).toBe(true);
      for (const [name, { most }] of Object.entries(numbers)) {
        expect(isValid({ rules: { [id]: { [name]: most } } })).toBe(true);
        expect(isValid({ rules: { [id]: { [name]: most + 1 } } })).toBe(false);
      }
    }
  });

  it('has a row in docs/alerts.md for each setting', () => {
    const { rules, ...others } = schema.properties as Record<string, unknown>;
    const names = [...Object.keys(schema.definitions as object), ...Object.keys(others)];
    expect(rules).toBeDefined();
    for (const name of names) expect(page).toContain(`| \`${name}\` `);
  });
});
