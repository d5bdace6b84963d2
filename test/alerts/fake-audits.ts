import type { DirectoryAudit } from '../../src/domain/directory-audit.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type {
  DirectoryAuditLog,
  DirectoryAuditQuery,
} from '../../src/ports/directory-audit-log.ts';
import { atMinute } from './builders.ts';

/** A directory audit log whose entries come as the test says; it notes what it is asked. */
export interface FakeAudits extends DirectoryAuditLog {
  readonly asked: DirectoryAuditQuery[];
  /** From that minute on the log holds the entry; absent: from when it happened. */
  put(row: DirectoryAudit, visibleFromMinute?: number): void;
  /** The next questions fail so, oldest first; `undefined` lets one pass. */
  readonly failures: (Error | undefined)[];
}

export function fakeAudits(clock: Clock): FakeAudits {
  const entries = new Map<string, { row: DirectoryAudit; from: Date }>();
  const asked: DirectoryAuditQuery[] = [];
  const failures: (Error | undefined)[] = [];
  const visible = () =>
    [...entries.values()].filter(({ from }) => from <= clock.now()).map(({ row }) => row);
  return {
    asked,
    failures,
    put(row, visibleFromMinute) {
      const from = visibleFromMinute === undefined ? row.at : atMinute(visibleFromMinute);
      entries.set(row.id, { row, from });
    },
    async *pages(query) {
      asked.push(query);
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      const { from, to } = query.window;
      const rows = visible()
        .filter(({ at }) => at >= from && at <= to)
        .sort((one, other) => other.at.getTime() - one.at.getTime());
      yield { rows, more: false };
    },
    find: async (id) => visible().find((row) => row.id === id),
  };
}
