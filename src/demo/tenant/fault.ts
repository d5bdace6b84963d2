import type { SearchFault } from './activity/audit-search.ts';

/**
 * A failure to show on requests whose `METHOD path?query` matches; one for a search of the unified audit log is
 * taken by the submission that matches, for which the body follows the path.
 */
export interface Fault {
  readonly match: RegExp;
  readonly kind: '429' | '500' | '503' | '504' | 'reset' | 'cut-json' | 'slow' | SearchFault;
  /** How many requests it hits before it is gone. */
  readonly times: number;
  readonly retryAfterSeconds?: number;
  /** How long a slow answer waits. */
  readonly delayMs?: number;
}

function isSearchFault(kind: Fault['kind']): kind is SearchFault {
  return kind.startsWith('query-');
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
    const found = this.#waiting.find(
      ({ fault }) => !isSearchFault(fault.kind) && fault.match.test(request),
    );
    if (found === undefined) return undefined;
    this.#use(found);
    return found.fault;
  }

  /** Takes every fault for a submitted search; they come together. */
  takeForSearch(submission: string): SearchFault[] {
    return this.#waiting.flatMap((one) => {
      const { kind, match } = one.fault;
      if (!isSearchFault(kind) || !match.test(submission)) return [];
      this.#use(one);
      return [kind];
    });
  }

  #use(one: { left: number }): void {
    one.left -= 1;
    if (one.left <= 0) this.#waiting = this.#waiting.filter((other) => other !== one);
  }
}
