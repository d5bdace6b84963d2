import { isRecord } from '../domain/record.ts';
import type { AdaptiveCard } from '../ports/chat.ts';

/** What every button of a sample sends. */
const pressed = { do: 'sample' };
const mark = 'Sample: nothing happened.';
const pressable = new Set(['Action.Execute', 'Action.Submit', 'Action.OpenUrl']);

/** A button that only says what it is on, whatever it would do on a real card. */
function inertAction({ title, style }: Readonly<Record<string, unknown>>): object {
  const shared = { title, ...(style !== undefined && { style }), data: pressed };
  return {
    type: 'Action.Execute',
    verb: 'sample',
    ...shared,
    fallback: { type: 'Action.Submit', ...shared },
  };
}

function inert(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(inert);
  if (!isRecord(part)) return part;
  if (pressable.has(String(part.type))) return inertAction(part);
  const entries = Object.entries(part).filter(([name]) => name !== 'isRequired');
  return Object.fromEntries(entries.map(([name, value]) => [name, inert(value)]));
}

const marked = (text: unknown): string => `${mark} ${typeof text === 'string' ? text : ''}`.trim();

/**
 * A drawn card as a sample of itself: what `marker` shows stands above it, and each of its buttons, whichever there are,
 * tells that it is a sample and does nothing.
 */
export function asSample(card: AdaptiveCard, marker: AdaptiveCard): AdaptiveCard {
  const { body, actions, ...rest } = card;
  const above = Array.isArray(marker.body) ? marker.body : [];
  const below = Array.isArray(body) ? body.map(inert) : [];
  return {
    ...rest,
    fallbackText: marked(card.fallbackText),
    speak: marked(card.speak),
    body: [...above, ...below],
    ...(Array.isArray(actions) && { actions: actions.map(inert) }),
  };
}
