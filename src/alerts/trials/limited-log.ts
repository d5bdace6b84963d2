import type { TimeWindow } from '../../domain/time-window.ts';
import type { ReadOptions } from '../../ports/read-options.ts';

interface Page {
  readonly rows: readonly { readonly at: Date }[];
  readonly more: boolean;
  readonly keptFrom?: Date;
}

interface Pages<Q, P> {
  pages(query: Q, options: ReadOptions): AsyncIterable<P>;
}

/** How much one answer may read. */
export interface Limits {
  /** Asked before each page but the first: how many were read. */
  readonly mayReadOn: (pages: number) => boolean;
  /** Aborted when even a page that is under way takes too long. */
  readonly patience: AbortSignal;
}

/** How far a reading came. */
export interface Reach {
  pages: number;
  /** Set when it ended early: everything from then on was read. */
  readFrom?: Date;
  keptFrom?: Date;
}

/**
 * A log read for somebody who waits: before the poll, the newest rows first, and no longer than the limits let.
 * What was not read is noted in `reach`; a failure of the first page, and any that is not for want of time, is the reader's.
 */
export function limited<Q extends { readonly window: TimeWindow }, P extends Page>(
  log: Pages<Q, P>,
  { mayReadOn, patience }: Limits,
  reach: Reach,
): Pages<Q, P> {
  return {
    async *pages(query, options) {
      const { to } = query.window;
      const given = options.signal === undefined ? [] : [options.signal];
      const signal = AbortSignal.any([patience, ...given]);
      let oldest = to;
      try {
        for await (const page of log.pages(query, { ...options, priority: 'person', signal })) {
          reach.pages += 1;
          reach.keptFrom ??= page.keptFrom;
          oldest = page.rows.at(-1)?.at ?? oldest;
          yield page;
          if (page.more && !mayReadOn(reach.pages)) {
            reach.readFrom = oldest;
            return;
          }
        }
      } catch (thrown) {
        if (!patience.aborted || oldest === to) throw thrown;
        reach.readFrom = oldest;
      }
    },
  };
}
