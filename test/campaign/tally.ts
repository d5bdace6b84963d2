/** What happened in the campaign, by its name. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(what: string, by = 1): void {
    this.#counts.set(what, this.of(what) + by);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  addAll(counts: Iterable<readonly [string, number]>): void {
    for (const [what, count] of counts) this.add(what, count);
  }

  /** To be sent to another process. */
  entries(): [string, number][] {
    return [...this.#counts];
  }

  /** One line for each count. */
  lines(): string {
    return [...this.#counts]
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([what, count]) => `  ${what.padEnd(44)} ${String(count).padStart(7)}`)
      .join('\n');
  }
}

/** What must be 0 in every run. */
export const wrongs = [
  'missed',
  'doubled',
  'cases that nobody was told of',
  'cases with two living messages',
  'details out of date',
  'found later than the next poll',
  'cards with a wrong count',
  'tasks left over',
  'writes under an old right',
] as const;
