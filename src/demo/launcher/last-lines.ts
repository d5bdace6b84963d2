/** Keeps the last lines of a stream that may be long. */
export class LastLines {
  readonly #most: number;
  #lines: string[] = [''];

  constructor(most: number) {
    this.#most = most;
  }

  /** Adds a piece of text; it may end within a line. */
  add(chunk: string): void {
    const [first = '', ...rest] = chunk.split(/\r?\n/);
    const open = this.#lines.pop() ?? '';
    // One line more than is shown: the one that is still open.
    this.#lines = [...this.#lines, open + first, ...rest].slice(-(this.#most + 1));
  }

  /** The lines kept, without the empty one at the end. */
  text(): string {
    return this.#lines.join('\n').trimEnd().split('\n').slice(-this.#most).join('\n');
  }
}
