import type { Detail } from '../../domain/activity/described.ts';

/** Letters of fields on one card, escapes and the card's own JSON counted in: with its head it stays below 25 KB. */
const lettersAPage = 5_500;
const lettersAField = 42;

/** What a text takes on the card: marks that are escaped count thrice, letters outside of ASCII as they are. */
function lettersOf(words: string): number {
  const escaped = words.match(/[\\`*_[\]<>~|{}#&"]|:\/\/|www\./g)?.length ?? 0;
  return words.length + 2 * escaped;
}

/**
 * Fields page by page, as many as a card holds: the same cuts whichever page is asked for, so that each field is
 * on one of them. At least one page.
 */
export function fieldPages(fields: readonly Detail[]): readonly (readonly Detail[])[] {
  const pages: Detail[][] = [];
  let left = 0;
  for (const field of fields) {
    const letters = lettersAField + lettersOf(field.label) + lettersOf(field.value);
    const open = pages.at(-1);
    if (open && letters <= left) {
      open.push(field);
      left -= letters;
    } else {
      pages.push([field]);
      left = lettersAPage - letters;
    }
  }
  return pages.length === 0 ? [[]] : pages;
}
