import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { harmless } from '../../src/cards/escape.ts';
import { toPlainText } from '../../src/cards/plain-text.ts';
import type { AdaptiveCard } from '../../src/ports/chat.ts';

const card = (...body: object[]): AdaptiveCard => ({ type: 'AdaptiveCard', body });
const line = (text: string) => ({ type: 'TextBlock', text });

describe('a card as plain text', () => {
  it('reads foreign text as it was written', () => {
    const names = fc
      .array(
        fc.constantFrom('Bob', '_', '*', '\\', '[x]', '<b>', `\${x}`, '#', '&', "O'", '`', '-'),
        {
          minLength: 1,
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(names, (name) => {
        expect(toPlainText(card(line(harmless(name))))).toBe(name);
      }),
    );
  });

  it('reads emphasis of its own without its stars', () => {
    expect(toPlainText(card(line('**Next:** call her')))).toBe('Next: call her');
  });

  it('reads date functions as UTC', () => {
    const at = '2026-11-22T09:05:00Z';
    expect(toPlainText(card(line(`{{DATE(${at},SHORT)}} {{TIME(${at})}} · Teams`)))).toBe(
      '2026-11-22 09:05 UTC · Teams',
    );
  });

  it('says a time once where the card says it in two zones', () => {
    const at = '2026-11-22T12:05:00Z';
    const words = `Made {{DATE(${at},SHORT)}} {{TIME(${at})}} (2026-11-22 12:05 UTC)`;
    expect(toPlainText(card(line(words)))).toBe('Made 2026-11-22 12:05 UTC');
  });

  it('reads a chart by its fallback, facts as lines and what lies in containers', () => {
    const text = toPlainText(
      card(
        { type: 'Chart.Pie', data: [], fallback: line('7 attempts') },
        {
          type: 'Container',
          items: [{ type: 'FactSet', facts: [{ title: 'From', value: 'Oslo' }] }],
        },
        { type: 'ColumnSet', columns: [{ items: [line('left')] }, { items: [line('right')] }] },
      ),
    );
    expect(text).toBe('7 attempts\nFrom: Oslo\nleft  right');
  });

  it('leaves out what is hidden, and says where links lead', () => {
    const shown = card({ ...line('secret'), isVisible: false }, line('seen'));
    const actions = [
      { type: 'Action.OpenUrl', title: 'Open in Entra', url: 'https://entra.example' },
    ];
    expect(toPlainText({ ...shown, actions })).toBe('seen\nOpen in Entra: https://entra.example');
  });

  it('says what to type where a person would press', () => {
    const pressed = {
      type: 'Container',
      selectAction: { type: 'Action.Execute', data: { do: 'ask', ask: 'signin abc' } },
      items: [line('succeeded')],
    };
    expect(toPlainText(card(pressed))).toContain('signin abc');
  });
});
