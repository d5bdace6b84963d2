/** One request that was answered; status 0 when the connection was cut instead. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly at: Date;
}

const kept = 10_000;

/** The last requests, oldest first. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];

  get entries(): ReadonlyArray<LoggedRequest> {
    return this.#entries;
  }

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > kept) this.#entries.splice(0, this.#entries.length - kept);
  }
}
