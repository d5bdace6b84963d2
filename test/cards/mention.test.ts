import { describe, expect, it } from '@jest/globals';
import { loadTemplates } from '../../src/cards/load-templates.ts';
import { createRenderer } from '../../src/cards/render.ts';
import { recordsAt, textAt } from '../../src/domain/record.ts';
import { idOf } from '../commands/ago.ts';
import { markdownOf } from './elements.ts';
import { playRouting } from './routing-scenes.ts';

const links = { signIns: () => 'https://x.example', directoryAudits: () => 'https://x.example' };
const render = createRenderer(await loadTemplates('cards'));

describe('a card that rings somebody up', () => {
  it('names her in its text as Teams wants it, and nobody whom Teams could not find', () => {
    const drawn: { texts: string[]; mentions: (string | undefined)[][] }[] = [];
    playRouting((name, data) => {
      const card = render(name, data);
      const entities = recordsAt({ card }, 'card.msteams.entities');
      drawn.push({
        texts: markdownOf(card).filter((text) => text.startsWith('For ')),
        mentions: entities.map((one) =>
          ['type', 'text', 'mentioned.id', 'mentioned.name'].map((path) => textAt(one, path)),
        ),
      });
      return card;
    }, links);
    const alice = ['mention', '<at>Alice Hansen</at>', idOf(7), 'Alice Hansen'];
    const ringing = {
      texts: ['For <at>Alice Hansen</at>, on-call@contoso.com'],
      mentions: [alice],
    };
    const quiet = { texts: ['For Alice Hansen, on-call@contoso.com'], mentions: [] };
    const none = { texts: [], mentions: [] };
    expect(drawn).toEqual([ringing, none, quiet, none, ringing]);
  });
});
