import { describe, expect, it } from '@jest/globals';
import { helpByHand } from './help-by-hand.ts';
import { openHelpCard } from './help-card.ts';

describe('the baseline of the render bench', () => {
  it.each([
    ['as an admin sees it', {}],
    [
      'with a problem and a level',
      { problem: 'There is *no* command “[x](y)”.', level: 'None _yet_.' },
    ],
    ['without buttons to try', { tries: [] }],
    ['with foreign text on buttons', { tries: [{ label: '*a* {{b}}', ask: 'signins' }] }],
  ])('builds the very card that cards/help.json makes, %s', async (_, changes) => {
    const { render, data } = await openHelpCard();
    const changed = { ...data, ...changes };
    expect(helpByHand(changed)).toEqual(render('help', changed));
  });
});
