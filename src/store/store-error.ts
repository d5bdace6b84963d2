import { AppError } from '../errors.ts';

/** A database failure as an AppError: what the database said stays in `cause`, it may hold values. */
export function toStoreError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('store-failed', 'The bot could not reach or use its database.', {
    hint: 'Check DATABASE_URL, that the server answers or the file can be written, and the free disk space.',
    retryable: true,
    cause: thrown,
  });
}

type AsyncMethod = (...args: readonly unknown[]) => Promise<unknown>;

/** The same object, whose rejected promises are `AppError`s. */
export function withStoreErrors<T extends object>(port: T): T {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: readonly unknown[]) => {
        try {
          return await (member as AsyncMethod).apply(target, [...args]);
        } catch (thrown) {
          throw toStoreError(thrown);
        }
      };
    },
  });
}
