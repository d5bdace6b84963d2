import { LRUCache } from 'lru-cache';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DirectoryAuditLog, DirectoryAuditQuery } from '../../ports/directory-audit-log.ts';
import { type AuditQuestion, askOf, isAsked, queriesOf } from './question.ts';

/** More than this is not read for one answer; the card says so. */
const mostPages = 3;
const rememberedMs = 5 * 60_000;
const mostRowsRemembered = 6_000;

export interface AuditList {
  /** Newest first, each once. */
  readonly entries: readonly DirectoryAudit[];
  /** True when older records of the window were not read. */
  readonly truncated: boolean;
  readonly newestAt?: Date;
  /** The log keeps nothing older, though the range begins earlier. */
  readonly keptFrom?: Date;
}

export type ReadAudits = (question: AuditQuestion, signal: AbortSignal) => Promise<AuditList>;

/** Each entry once, newest first: what she did to herself comes with both questions. */
export function mergeById(lists: readonly (readonly DirectoryAudit[])[]): DirectoryAudit[] {
  const byId = new Map(lists.flat().map((entry) => [entry.id, entry]));
  return [...byId.values()].sort(
    (a, b) => b.at.getTime() - a.at.getTime() || a.id.localeCompare(b.id),
  );
}

/** Reads directory audits for people's questions; remembered for five minutes, so that pages cost nothing. */
export function createAuditReader(audits: DirectoryAuditLog, clock: Clock): ReadAudits {
  const lists = new LRUCache<string, AuditList>({
    maxSize: mostRowsRemembered,
    sizeCalculation: (list) => list.entries.length + 1,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });

  async function readRows(query: DirectoryAuditQuery, signal: AbortSignal) {
    const rows: DirectoryAudit[] = [];
    let pages = 0;
    let more = false;
    let keptFrom: Date | undefined;
    for await (const page of audits.pages(query, { priority: 'person', signal })) {
      rows.push(...page.rows);
      pages += 1;
      more = page.more;
      keptFrom = page.keptFrom;
      if (pages >= mostPages) break;
    }
    return { rows, more, keptFrom };
  }

  return async (question, signal) => {
    const { from, to } = question.window;
    // What failed, and how many are shown, is looked at in what was read.
    const asked = askOf(question, { failed: false, top: undefined });
    const key = `${asked} ${from.toISOString()} ${to.toISOString()}`;
    const before = lists.get(key);
    if (before) return before;
    const parts = await Promise.all(queriesOf(question).map((query) => readRows(query, signal)));
    const ends = parts.flatMap(({ rows, more }) => (more ? (rows.at(-1)?.at.getTime() ?? []) : []));
    // Older than the oldest that one half has read, the other half would stand there alone.
    const readTo = Math.max(...ends);
    const entries = mergeById(parts.map(({ rows }) => rows)).filter(
      (entry) => isAsked(entry, question) && (ends.length === 0 || entry.at.getTime() >= readTo),
    );
    const list = {
      entries,
      truncated: parts.some(({ more }) => more),
      newestAt: entries[0]?.at,
      keptFrom: parts.find(({ keptFrom }) => keptFrom !== undefined)?.keptFrom,
    };
    lists.set(key, list);
    return list;
  };
}
