import { toPlainText } from '../../src/cards/plain-text.ts';
import type { Find, Offered } from '../../src/ports/chat.ts';

/** The finds of an answer that has some. */
export function finds(offered: Offered): readonly Find[] {
  if (offered.kind === 'sentence') throw new Error(`No finds: ${offered.sentence}`);
  return offered.finds;
}

/** The sentence of an answer that has no finds. */
export function sentence(offered: Offered): string {
  if (offered.kind === 'finds') throw new Error(`${offered.finds.length} finds, no sentence`);
  return offered.sentence;
}

/** A find's card as it is read. */
export const seen = (find: Find | undefined) => (find ? toPlainText(find.card) : '');
