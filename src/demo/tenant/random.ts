/** A stream of numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

/** The mulberry32 generator: small, fast and good enough for believable data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Mixes three whole numbers into one unsigned 32-bit number. */
export function mixNumbers(a: number, b: number, c: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15) ^ c, 0x27d4eb2f);
  h ^= h >>> 13;
  h = Math.imul(h, 0x165667b1);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Turns a text into an unsigned 32-bit number (FNV-1a). */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/** The `index`-th GUID (version 4 form) of a named stream; not ordered by index. */
export function guidAt(seed: number, stream: number, index: number): string {
  const a = hex(mixNumbers(seed, stream, index));
  const b = hex(mixNumbers(seed + 1, stream, index));
  const c = hex(mixNumbers(seed + 2, stream, index));
  const d = hex(mixNumbers(seed + 3, stream, index));
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

/** One item of a list that is not empty. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('pick needs at least one item');
  return item;
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** Builds a function that picks items in proportion to their weight. */
export function weightedPicker<T>(items: readonly T[], weightOf: (item: T) => number) {
  const ends: number[] = [];
  let total = 0;
  for (const item of items) {
    total += weightOf(item);
    ends.push(total);
  }
  return (random: Random): T => {
    const at = random() * total;
    const index = ends.findIndex((end) => at < end);
    const item = items[index];
    if (item === undefined) throw new Error('a weighted pick needs a weight above zero');
    return item;
  };
}
