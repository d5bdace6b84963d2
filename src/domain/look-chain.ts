import { type PlacedLook, placeIn } from './look.ts';

/** SHA-256 of a text, in hexadecimal; handed in, since nothing here may reach outside. */
export type Hash = (text: string) => string;

/** A kept look with what chains it to the one before, and what it is found by. */
export interface ChainRow extends PlacedLook {
  /** Hash of the row before. */
  readonly previous: string;
  readonly hash: string;
  /** The canonical text. */
  readonly record: string;
}

/** How far a chain goes: rows ever written, dropped ones too, and the hash of the last. */
export interface ChainHead {
  readonly count: number;
  readonly hash: string;
}

/** Where every chain begins. */
export const emptyChain: ChainHead = { count: 0, hash: '0'.repeat(64) };

export type ChainFlaw = 'changed' | 'missing' | 'out of order' | 'replaced' | 'cut';

export type ChainVerdict =
  | { readonly ok: true; readonly head: ChainHead; readonly rows: number }
  | {
      readonly ok: false;
      readonly flaw: ChainFlaw;
      /** The first row that is not what was written there. */
      readonly row: number;
      readonly sentence: string;
    };

/** What the row behind this head has to say of the chain. */
export function linkTo(
  head: ChainHead,
  record: string,
  hash: Hash,
): Pick<ChainRow, 'previous' | 'hash'> {
  return { previous: head.hash, hash: hash(`${head.hash}\n${record}`) };
}

const broken = (flaw: ChainFlaw, row: number, sentence: string): ChainVerdict => ({
  ok: false,
  flaw,
  row,
  sentence,
});

function placeFlaw(row: ChainRow, expected: number): ChainVerdict | undefined {
  const { sequence } = row;
  if (sequence < expected) {
    return broken('out of order', sequence, `Row ${sequence} is there twice or was put in.`);
  }
  if (sequence === expected) return undefined;
  const last = sequence - 1;
  const which = expected === last ? `Row ${last} is` : `Rows ${expected} to ${last} are`;
  return broken('missing', expected, `${which} missing.`);
}

function contentFlaw(row: ChainRow, hash: Hash): ChainVerdict | undefined {
  const { sequence, previous, record } = row;
  if (hash(`${previous}\n${record}`) !== row.hash) {
    return broken('changed', sequence, `Row ${sequence} was changed: its hash does not fit it.`);
  }
  const written = placeIn(record);
  if (written?.sequence !== sequence) {
    const sentence = `Row ${sequence} holds what was written as row ${written?.sequence ?? '?'}: rows were swapped or put in.`;
    return broken('out of order', sequence, sentence);
  }
  if (foundBy(written) === foundBy(row)) return undefined;
  const sentence = `Row ${sequence} is listed under another time or other people than it holds, so that “who looked” misses it.`;
  return broken('changed', sequence, sentence);
}

const foundBy = ({ at, people }: PlacedLook) => [at.getTime(), ...people.toSorted()].join(' ');

function linkFlaw(row: ChainRow, last: ChainHead, start: ChainHead): ChainVerdict | undefined {
  if (row.previous === last.hash) return undefined;
  const { count } = last;
  if (count === start.count) {
    const sentence = `Row ${row.sequence} does not follow what stood before it: it was replaced, or rows before it were dropped.`;
    return broken('replaced', row.sequence, sentence);
  }
  const sentence = `Row ${count} is not the one that row ${row.sequence} was written after: it was replaced.`;
  return broken('replaced', count, sentence);
}

function knownFlaw(at: ChainHead, known: ChainHead | undefined): ChainVerdict | undefined {
  if (known === undefined || at.count !== known.count || at.hash === known.hash) return undefined;
  const sentence = `Row ${at.count} is not the one of the known head: it, or rows before it, were replaced.`;
  return broken('replaced', at.count, sentence);
}

interface Known {
  /** What the oldest row that is left follows. */
  readonly start?: ChainHead;
  /** A head that was told before: what came after it may be more, never less. */
  readonly head?: ChainHead;
}

/** Finds the first row that was changed, taken out, put in, moved or replaced, and a tail that was cut off. */
export async function verifyChain(
  rows: AsyncIterable<ChainRow> | Iterable<ChainRow>,
  hash: Hash,
  { start = emptyChain, head }: Known = {},
): Promise<ChainVerdict> {
  let last = start;
  const before = knownFlaw(start, head);
  if (before) return before;
  for await (const row of rows) {
    const flaw =
      placeFlaw(row, last.count + 1) ?? contentFlaw(row, hash) ?? linkFlaw(row, last, start);
    if (flaw) return flaw;
    last = { count: row.sequence, hash: row.hash };
    const other = knownFlaw(last, head);
    if (other) return other;
  }
  if (head !== undefined && last.count < head.count) {
    const sentence = `The record ends with row ${last.count}, and ${head.count} rows were known: its end was cut off.`;
    return broken('cut', last.count + 1, sentence);
  }
  return { ok: true, head: last, rows: last.count - start.count };
}
