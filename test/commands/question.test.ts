import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commands } from '../../src/commands/index.ts';
import { parse } from '../../src/commands/parse.ts';
import {
  type AskedPolicy,
  askOf,
  type Question,
  typeWords,
} from '../../src/commands/signins/question.ts';
import { summaryWords } from '../../src/domain/sign-in-summary.ts';
import { outcomes } from '../../src/domain/verdict.ts';
import { noon } from '../builders.ts';

const person = {
  id: 'a11ce000-0000-4000-8000-000000000001',
  name: 'Alice Example',
  userPrincipalName: 'alice@contoso.example',
};

const keywords = [
  ...['failed', 'All', 'to', 'last', 'top', 'for', 'app', 'today', 'from', 'policy'],
  ...['by', 'by day', 'client', 'risky', 'report-only', 'from Germany'],
];
const name = fc.oneof(
  fc.constantFrom(...keywords, 'Office 365 Exchange Online', `\${x}`, 'A & B'),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => text.trim() === text && text !== '' && !/["“”„]/.test(text)),
);

const question = fc.record({
  person: fc.constantFrom(person, undefined),
  outcome: fc.constantFrom(...outcomes, undefined),
  app: fc.option(name, { nil: undefined }),
  reportOnly: fc.constantFrom(true, undefined),
  risky: fc.constantFrom(true, undefined),
  policy: fc.oneof(
    fc.constantFrom(undefined, { id: 'ca000000-0000-4000-8000-000000000002', name: 'All apps' }),
    name.map((words) => ({ name: words })),
  ),
  country: fc.constantFrom('DE', 'TO', 'US', undefined),
  client: fc.constantFrom('legacy', 'exchange-powershell', 'imap', undefined),
  by: fc.constantFrom(...summaryWords, undefined),
  ip: fc.constantFrom('203.0.113.7', '2001:db8::1', undefined),
  typeWord: fc.constantFrom(...(Object.keys(typeWords) as (keyof typeof typeWords)[]), undefined),
  rangeWords: fc.constantFrom(
    'last 24h',
    'from yesterday to today',
    'from 2026-11-01 to 2026-11-03',
    'today',
    undefined,
  ),
  top: fc.constantFrom(1, 50, undefined),
});

describe('a question as a line', () => {
  it('asks the same again, whatever apps are called', () => {
    fc.assert(
      fc.property(question, (given) => {
        const asked: Question = { ...given, window: { from: noon, to: noon }, rangeLabel: '' };
        const parsed = parse(askOf(asked), commands);
        expect(parsed).toMatchObject({
          kind: 'command',
          args: {
            for: given.person?.id,
            outcome: given.outcome,
            app: given.app,
            ip: given.ip,
            reportOnly: given.reportOnly,
            risky: given.risky,
            policy: (given.policy as AskedPolicy | undefined)?.id ?? given.policy?.name,
            country: given.country,
            client: given.client,
            by: given.by,
            type: given.typeWord,
            within: given.rangeWords,
            top: given.top,
          },
        });
      }),
    );
  });
});
