import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser } from './browser.ts';
import { type Desk, openDesk } from './desk.ts';
import { look } from './look.ts';

describeInBrowser('every look-up in a personal chat', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.close());

  it.each([
    ['signins-summary', 'signins by day last 7d', 'by day', ['succeeded', 'blocked']],
    ['signins-by-country', 'signins for alice by country', 'by country', ['Germany']],
    ['signins-country', 'signins from germany blocked last 7d', 'from Germany', ['blocked by']],
    ['signins-policy', 'signins policy CA005 last 7d', 'CA005', ['blocked by CA005']],
    ['signins-report-only', 'signins for alice report-only', 'Alice Martin', ['would']],
    ['signins-risky', 'signins risky last 7d', 'Risky', ['risk']],
    ['policy', 'policy CA005', 'CA005', ['It is on', 'blocked', 'Last change', 'Demands']],
    ['policies', 'policies', 'Conditional access policies', ['on ·', 'report-only', 'Blocks']],
    ['would-block', 'would-block CA010 last 7d', 'CA010', ['would be stopped', /go|not yet/i]],
    ['user', 'user alice', 'Alice Martin', ['alice.martin@fabrikam.example', 'Roles']],
    ['audits', 'audits last 7d', 'Directory audits', [/changed|gave|reset/]],
    ['audits-person', 'audits for alice', 'Alice Martin', ['Alice Martin']],
    ['alert-rules', 'alerts rules', 'What the watch alerts on', ['ca-block']],
  ] as const)(
    'answers “%s”, on a desk and on a phone, in light and dark',
    async (name, question, heading, holds) => {
      const card = await desk.chat.ask(question);
      const text = await card.innerText();
      expect(text).toContain(heading);
      for (const words of holds) expect(text).toMatch(words);
      await look(desk, name, card, heading);
    },
  );
});
