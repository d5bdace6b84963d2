import { performance } from 'node:perf_hooks';
import type { Figure } from '../figure.ts';
import { inTurns } from '../in-turns.ts';
import { helpByHand } from './help-by-hand.ts';
import { openHelpCard } from './help-card.ts';

const rounds = 15;
const cardsARound = 300;

function cardsPerSecond(draw: (card: number) => object): number {
  const started = performance.now();
  let bytes = 0;
  for (let card = 0; card < cardsARound; card += 1) bytes += JSON.stringify(draw(card)).length;
  if (bytes === 0) throw new Error('nothing was drawn');
  return cardsARound / ((performance.now() - started) / 1000);
}

/**
 * Rendering the card of `help` against building the same object by hand; foreign text made harmless, and
 * JSON in the end. Each card differs from all before it, so that the renderer remembers none; beside it,
 * the same card again and again, as `help` is asked for.
 */
export async function compareRender(): Promise<Figure[]> {
  const { render, data } = await openHelpCard();
  const anew = { ours: [] as number[], byHand: [] as number[] };
  const again = { ours: [] as number[], byHand: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const other = (card: number) => ({ ...data, problem: `${round} ${card}` });
    anew.byHand.push(cardsPerSecond((card) => helpByHand(other(card))));
    anew.ours.push(cardsPerSecond((card) => render('help', other(card))));
    again.byHand.push(cardsPerSecond(() => helpByHand(data)));
    again.ours.push(cardsPerSecond(() => render('help', data)));
  }
  const commands = data.groups.flatMap((group) => group.commands);
  const what = `card of ${commands.length} commands, from data to JSON`;
  return [
    { what: `${what}, each different`, unit: '/s', ...inTurns(anew.ours, anew.byHand) },
    { what: `${what}, the same again`, unit: '/s', ...inTurns(again.ours, again.byHand) },
  ];
}
