/** One row further in the table of edit distances: `row[j]` is the cost of turning the read part into `b.slice(0, j)`. */
function nextRow(row: readonly number[], letter: string, b: string): number[] {
  const next = [(row[0] ?? 0) + 1];
  for (const [j, other] of [...b].entries()) {
    const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
    next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, replaced));
  }
  return next;
}

/** Insertions, deletions and replacements that turn one word into the other. */
function distance(a: string, b: string): number {
  const first = Array.from({ length: b.length + 1 }, (_, index) => index);
  const last = [...a].reduce((row, letter) => nextRow(row, letter, b), first);
  return last.at(-1) ?? 0;
}

/** A beginning of a name beats every mistyped name, and the more of it is typed the better. */
function farness(typed: string, name: string): number {
  const isBeginning = typed !== '' && name.startsWith(typed);
  return isBeginning ? 1 - typed.length / name.length : distance(typed, name);
}

const letters = (word: string) => [...word].sort().join('');

/** True when one word is the other with a slip of the finger; short words must be nearly right. */
export function isTypingMistake(typed: string, meant: string): boolean {
  if (typed === meant || meant.length < 3) return false;
  const swapped = typed.length === meant.length && letters(typed) === letters(meant);
  const far = distance(typed.slice(0, 40), meant);
  return far <= (meant.length > 5 ? 2 : 1) || (swapped && far <= 2);
}

/** The name most like a mistyped word; undefined when none is like it. */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  const typed = word.toLowerCase().slice(0, 40);
  const ranked = names
    .map((name) => ({ name, far: farness(typed, name) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best && best.far <= Math.max(2, Math.floor(best.name.length / 2)) ? best.name : undefined;
}
