/** A failure to show on requests whose `METHOD path?query` matches. */
export interface Fault {
  readonly match: RegExp;
  readonly kind: '429' | '500' | '503' | '504' | 'reset' | 'cut-json' | 'slow';
  /** How many requests it hits before it is gone. */
  readonly times: number;
  readonly retryAfterSeconds?: number;
  /** How long a slow answer waits. */
  readonly delayMs?: number;
}

/** The faults still to be shown, first come first served. */
export class FaultList {
  #waiting: Array<{ fault: Fault; left: number }> = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Takes the next fault for a request, if there is one. */
  take(request: string): Fault | undefined {
    const found = this.#waiting.find(({ fault }) => fault.match.test(request));
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#waiting = this.#waiting.filter((one) => one !== found);
    return found.fault;
  }
}
