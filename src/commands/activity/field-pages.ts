import type { Detail } from '../../domain/activity/described.ts';

const lettersAField = 90;

/** What texts take on a card: marks that are escaped count thrice, a backslash four times. */
export function lettersOf(words: string): number {
  const escaped = words.match(/[\\`*_[\]<>~|{}#&"]|:\/\/|www\./g)?.length ?? 0;
  const backslashes = words.split('\\').length - 1;
  return words.length + 2 * escaped + backslashes;
}

/** What a field takes on a card, its JSON counted in. */
export function lettersOfField({ label, value }: Detail): number {
  return lettersAField + lettersOf(label) + lettersOf(value);
}

/** As many of the first as there are letters for. */
export function fittingFields(fields: readonly Detail[], letters: number): readonly Detail[] {
  let left = letters;
  const end = fields.findIndex((field) => {
    left -= lettersOfField(field);
    return left < 0;
  });
  return end < 0 ? fields : fields.slice(0, end);
}

/**
 * Fields page by page, as many as there are letters for on each: the same cuts whichever page is asked for, so
 * that each field is on one of them. The first page may have room for none; each other holds one at least.
 */
export function fieldPages(
  fields: readonly Detail[],
  letters: { readonly first: number; readonly further: number },
): readonly (readonly Detail[])[] {
  let open: Detail[] = [];
  let left = letters.first;
  const pages = [open];
  for (const field of fields) {
    const taken = lettersOfField(field);
    if (taken > left) {
      open = [];
      pages.push(open);
      left = letters.further;
    }
    open.push(field);
    left -= taken;
  }
  return pages;
}
