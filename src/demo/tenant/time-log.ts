/** What a log needs to know of an entry to keep it in order. */
export interface LogEntry {
  readonly seq: number;
  readonly id: string;
  readonly atMs: number;
  readonly visibleAtMs: number;
}

/** A place between two entries, from which a next page goes on. */
export interface LogPosition {
  readonly atMs: number;
  readonly seq: number;
}

/** What to look for in a log. */
export interface LogScan<T> {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly newestFirst: boolean;
  readonly after: LogPosition | undefined;
  readonly top: number;
  /** After looking at this many entries the page ends, full or not. */
  readonly maxScanned: number;
  readonly matches: (entry: T) => boolean;
}

function compare(a: LogPosition, b: LogPosition): number {
  return a.atMs - b.atMs || a.seq - b.seq;
}

/** Entries in order of time, with look-up by id and scans that go on from a position. */
export class TimeLog<T extends LogEntry> {
  #entries: T[] = [];
  #byId = new Map<string, T>();
  #lastSeq = 0;

  get size(): number {
    return this.#entries.length;
  }

  get entries(): readonly T[] {
    return this.#entries;
  }

  /** The number of the next entry; each call gives another one. */
  nextSeq(): number {
    this.#lastSeq += 1;
    return this.#lastSeq;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  add(entry: T): void {
    this.#byId.set(entry.id, entry);
    this.#entries.splice(this.#firstAtOrAfter(entry), 0, entry);
  }

  /** Adds many at once and sorts once. */
  addAll(entries: readonly T[]): void {
    for (const entry of entries) this.#byId.set(entry.id, entry);
    this.#entries = [...this.#entries, ...entries].sort(compare);
  }

  clear(): void {
    this.#entries = [];
    this.#byId.clear();
  }

  /** Forgets entries older than the time. */
  dropBefore(atMs: number): void {
    const kept = this.#firstAtOrAfter({ atMs, seq: 0 });
    for (const entry of this.#entries.splice(0, kept)) this.#byId.delete(entry.id);
  }

  /** One page of matching, already visible entries, and where the next page starts if any is left. */
  scan(scan: LogScan<T>): { found: T[]; next: LogPosition | undefined } {
    const low = this.#firstAtOrAfter({ atMs: scan.fromMs, seq: 0 });
    const high = this.#firstAtOrAfter({ atMs: scan.toMs, seq: Number.MAX_SAFE_INTEGER });
    const step = scan.newestFirst ? -1 : 1;
    const found: T[] = [];
    let scanned = 0;
    let last: T | undefined;
    for (let i = this.#start(scan, low, high); i >= low && i < high; i += step) {
      if (last !== undefined && (found.length === scan.top || scanned === scan.maxScanned)) {
        return { found, next: { atMs: last.atMs, seq: last.seq } };
      }
      const entry = this.#entries[i];
      if (entry === undefined) break;
      last = entry;
      scanned += 1;
      if (entry.visibleAtMs <= scan.nowMs && scan.matches(entry)) found.push(entry);
    }
    return { found, next: undefined };
  }

  #start(scan: LogScan<T>, low: number, high: number): number {
    if (scan.after === undefined) return scan.newestFirst ? high - 1 : low;
    const at = this.#firstAtOrAfter(scan.after);
    if (scan.newestFirst) return Math.min(at - 1, high - 1);
    const isSame = this.#entries[at]?.seq === scan.after.seq;
    return Math.max(isSame ? at + 1 : at, low);
  }

  #firstAtOrAfter(position: LogPosition): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry !== undefined && compare(entry, position) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
