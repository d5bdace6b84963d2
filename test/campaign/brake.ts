/** Stops a process at one of its steps for as long as wanted, as SIGSTOP does. */
export interface Brake {
  /** Steps left until it stands still; undefined: it does not. */
  stopsIn: number | undefined;
  /** Resolves when it stands still. */
  readonly stands: Promise<void>;
  thaw(): void;
  wait(): Promise<void>;
}

export function createBrake(stopsIn: number | undefined): Brake {
  const stands = Promise.withResolvers<void>();
  const thawed = Promise.withResolvers<void>();
  return {
    stopsIn,
    stands: stands.promise,
    thaw: thawed.resolve,
    async wait() {
      if (this.stopsIn === undefined) return;
      this.stopsIn -= 1;
      if (this.stopsIn === 0) stands.resolve();
      if (this.stopsIn <= 0) await thawed.promise;
    },
  };
}

type Method = (...args: unknown[]) => unknown;

async function* pagesWith(brake: () => Brake, pages: unknown): AsyncGenerator<unknown> {
  for await (const page of pages as AsyncIterable<unknown>) {
    await brake().wait();
    yield page;
  }
}

/** The same object; before and after each of its calls the process may stand still. Transactions are one call. */
export function braked<T extends object>(target: T, brake: () => Brake): T {
  return new Proxy(target, {
    get(from, name, receiver) {
      const member: unknown = Reflect.get(from, name, receiver);
      if (typeof member !== 'function') return member;
      const method = member as Method;
      return (...args: unknown[]) => {
        if (name === 'pages') return pagesWith(brake, method.apply(from, args));
        return (async () => {
          await brake().wait();
          const result = await method.apply(from, args);
          await brake().wait();
          return result;
        })();
      };
    },
  });
}
