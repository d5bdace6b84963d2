import type { JsonObject } from '../json.ts';
import { guidAt, hashText, mixNumbers } from '../random.ts';
import { TimeLog } from '../time-log.ts';
import { type ActivityRow, type ActivityService, serviceOf } from './activity-row.ts';
import { type ActivitySettings, defaultActivitySettings } from './activity-settings.ts';
import {
  type AuditSearch,
  type Found,
  isOpen,
  type SearchFault,
  statusAt,
} from './audit-search.ts';
import { collectFound } from './collect-found.ts';
import type { QueryDefinition } from './query-definition.ts';
import { matcherOf } from './query-matcher.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A raw record with its time; `CreationTime` and `Id` are filled in where they are not said. */
export interface ActivityDraft {
  readonly atMs: number;
  readonly raw: JsonObject;
  /** When searches find it; left out, the log's lag decides. */
  readonly shownAtMs?: number;
}

/** Who writes the records of a log by itself. */
export interface ActivityAuthor {
  /** Everything up to the time. */
  history(now: Date): Iterable<ActivityDraft>;
  /** What happens in a minute, numbered from 1970 on. */
  minute(minute: number): Iterable<ActivityDraft>;
}

/** Who submits a search, and what it may see. */
interface Submission {
  readonly definition: QueryDefinition;
  readonly services: ReadonlySet<ActivityService> | undefined;
  readonly faults: readonly SearchFault[];
  readonly nowMs: number;
}

/** Why a submission is refused. `retryAfterSeconds` says when the oldest of the day's submissions is forgotten. */
export interface Refusal {
  readonly reason: 'day' | 'open';
  readonly retryAfterSeconds: number;
}

/** The unified audit log: its records and the searches over them. */
export class ActivityLog {
  readonly #seed: number;
  readonly #madeAt: Date;
  readonly #author: ActivityAuthor;
  readonly #searches = new Map<string, AuditSearch>();
  readonly #found = new Map<string, Found>();
  #submittedAtMs: number[] = [];
  #submissions = 0;
  #doneMinute: number;
  #log: TimeLog<ActivityRow> | undefined;
  #settings: ActivitySettings = defaultActivitySettings;

  /** The history is written when somebody first looks. */
  constructor(seed: number, now: Date, author: ActivityAuthor) {
    this.#seed = seed;
    this.#madeAt = now;
    this.#author = author;
    this.#doneMinute = Math.floor(now.getTime() / minuteMs);
  }

  get settings(): ActivitySettings {
    return this.#settings;
  }

  change(settings: Partial<ActivitySettings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** All records in order of time. */
  get rows(): readonly ActivityRow[] {
    return this.#rows().entries;
  }

  add(draft: ActivityDraft): ActivityRow {
    const log = this.#rows();
    const row = this.#row(draft, log.nextSeq());
    log.add(row);
    return row;
  }

  /** Adds a record that is there as it is; searches find it at once unless told otherwise. */
  addRaw(raw: JsonObject, now: Date, visibleAt: Date | undefined): ActivityRow {
    const said = raw.CreationTime;
    const atMs =
      typeof said === 'string' ? Date.parse(`${said.replace(/Z$/, '')}Z`) : now.getTime();
    return this.add({ atMs, raw, shownAtMs: visibleAt?.getTime() ?? atMs });
  }

  /** Adds what has happened since the last step; a gap of more than an hour is not filled. */
  tick(now: Date): void {
    const minute = Math.floor(now.getTime() / minuteMs);
    this.#doneMinute = Math.max(this.#doneMinute, minute - 60);
    while (this.#doneMinute < minute) {
      this.#doneMinute += 1;
      for (const draft of this.#author.minute(this.#doneMinute)) this.add(draft);
    }
  }

  dropBefore(atMs: number): void {
    this.#log?.dropBefore(atMs);
  }

  /** Why no further search may be submitted now, if so. */
  refuse(nowMs: number): Refusal | undefined {
    this.#submittedAtMs = this.#submittedAtMs.filter((atMs) => atMs > nowMs - dayMs);
    const oldest = this.#submittedAtMs.at(-this.#settings.submissionsPerDay);
    if (oldest !== undefined) {
      return { reason: 'day', retryAfterSeconds: Math.ceil((oldest + dayMs - nowMs) / 1000) };
    }
    const open = [...this.#searches.values()].filter((search) => isOpen(search, nowMs)).length;
    return open < this.#settings.openSearches
      ? undefined
      : { reason: 'open', retryAfterSeconds: 30 };
  }

  submit(submission: Submission): AuditSearch {
    const { definition, services, faults, nowMs } = submission;
    this.#submissions += 1;
    this.#submittedAtMs.push(nowMs);
    const search: AuditSearch = {
      id: guidAt(this.#seed, 72, this.#submissions),
      definition,
      services,
      faults: new Set(faults),
      startsAtMs: nowMs + this.#settings.searchMs / 4,
      endsAtMs: nowMs + this.#settings.searchMs,
    };
    this.#searches.set(search.id, search);
    return search;
  }

  /** Searches that are known, oldest first. */
  get searches(): readonly AuditSearch[] {
    return [...this.#searches.values()];
  }

  search(id: string): AuditSearch | undefined {
    return this.#searches.get(id);
  }

  /** False when there is no such search. */
  remove(id: string): boolean {
    this.#found.delete(id);
    return this.#searches.delete(id);
  }

  /** What a search has found; undefined unless it has succeeded. */
  found(search: AuditSearch, nowMs: number): Found | undefined {
    if (statusAt(search, nowMs) !== 'succeeded') return undefined;
    const known = this.#found.get(search.id) ?? this.#collect(search);
    this.#found.set(search.id, known);
    return known;
  }

  #collect(search: AuditSearch): Found {
    const matches = matcherOf(search.definition);
    const matched = this.rows.filter(
      (row) =>
        this.#shownAt(row) <= search.endsAtMs &&
        (search.services?.has(serviceOf(row)) ?? true) &&
        matches(row),
    );
    return collectFound(
      search,
      matched,
      this.#settings.recordCountLimit,
      this.#seed + hashText(search.id),
    );
  }

  #shownAt(row: ActivityRow): number {
    const [from, to] = this.#settings.lagMinutes;
    return row.shownAtMs ?? row.atMs + (from + (to - from) * row.lagShare) * minuteMs;
  }

  #rows(): TimeLog<ActivityRow> {
    if (this.#log === undefined) {
      const log = new TimeLog<ActivityRow>();
      this.#log = log;
      log.addAll(
        Array.from(this.#author.history(this.#madeAt), (draft) => this.#row(draft, log.nextSeq())),
      );
    }
    return this.#log;
  }

  #row(draft: ActivityDraft, seq: number): ActivityRow {
    const { atMs, shownAtMs } = draft;
    const id = guidAt(this.#seed, 73, seq);
    const CreationTime = new Date(atMs).toISOString().slice(0, 19);
    return {
      seq,
      id,
      atMs,
      visibleAtMs: shownAtMs ?? atMs,
      shownAtMs,
      lagShare: (mixNumbers(this.#seed, 74, seq) % 1000) / 1000,
      raw: { CreationTime, Id: id, ...draft.raw },
    };
  }
}
