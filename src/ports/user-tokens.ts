import type { Asker } from './chat.ts';

/** Tokens of people who let the bot read Graph with their own rights; none is kept beyond a minute. */
export interface UserTokens {
  /** A token of hers for Graph; undefined while she is not signed in. Rejects with an `AppError`. */
  tokenOf(asker: Asker): Promise<string | undefined>;
  signOut(asker: Asker): Promise<void>;
}
