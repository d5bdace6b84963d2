import { performance } from 'node:perf_hooks';
import type { Figure } from '../figure.ts';
import { inTurns } from '../in-turns.ts';
import { helpByHand } from './help-by-hand.ts';
import { openHelpCard } from './help-card.ts';

const rounds = 15;
const cardsARound = 300;

function cardsPerSecond(draw: () => object): number {
  const started = performance.now();
  let bytes = 0;
  for (let card = 0; card < cardsARound; card += 1) bytes += JSON.stringify(draw()).length;
  if (bytes === 0) throw new Error('nothing was drawn');
  return cardsARound / ((performance.now() - started) / 1000);
}

/** Rendering the card of `help` against building the same object by hand; foreign text made harmless, and JSON in the end. */
export async function compareRender(): Promise<Figure[]> {
  const { render, data } = await openHelpCard();
  const sides = { ours: [] as number[], byHand: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    sides.byHand.push(cardsPerSecond(() => helpByHand(data)));
    sides.ours.push(cardsPerSecond(() => render('help', data)));
  }
  return [
    {
      what: `card of ${data.commands.length} commands, from data to JSON`,
      unit: '/s',
      ...inTurns(sides.ours, sides.byHand),
    },
  ];
}
