import type { Level } from './access.ts';
import { isRecord, text } from './record.ts';

/** The ways a question comes in. `result`: the card of a search became its answer. */
export type LookDoor = 'message' | 'button' | 'search' | 'pick' | 'link' | 'file' | 'result';

/** What became of a question. Without a row: a refusal, or a failure that showed nothing. */
export type LookOutcome = 'answered' | 'refused' | 'failed';

/** Whom and what an answer was about: ids alone, never what stood in it. */
export interface Seen {
  /** Object ids of people. */
  readonly people?: readonly string[];
  /** Ids of conditional access policies. */
  readonly policies?: readonly string[];
  /** Ids of sign-ins, log entries, cases and files. */
  readonly records?: readonly string[];
  /** How many rows were shown. */
  readonly rows?: number;
  /** Why it was asked, where a reason was given. */
  readonly reason?: string;
}

/** One question to the bot, for its own record: who, when, where, about whom, and how it ended. Never the answer. */
export interface Look extends Seen {
  readonly at: Date;
  readonly by: { readonly id: string; readonly name: string; readonly level: Level };
  readonly where: {
    readonly kind: 'personal' | 'groupChat' | 'channel';
    readonly conversationId: string;
  };
  readonly door: LookDoor;
  /** Name of the command or act: `signins`, `case claim`; `''` where nothing was understood. */
  readonly command: string;
  /** The question as a line, names as ids where the bot found them; `''` where it was none. */
  readonly line: string;
  readonly outcome: LookOutcome;
  /** Why it was refused, or the code of the failure. */
  readonly why?: string;
}

/** The part of a look that the answer itself knows; the rest is who asked, when and where. */
export type LookTrace = Omit<Look, 'at' | 'by' | 'where' | 'door'>;

/** A look with its place in the tenant's chain, from 1. */
export interface KeptLook extends Look {
  readonly sequence: number;
}

const longestLine = 400;
const longestName = 120;
const longestId = 200;
const mostIds = 50;

const cut = (value: string, length: number) =>
  value.length > length ? `${value.slice(0, length - 1)}…` : value;
const idsOf = (ids: readonly string[] = []) =>
  [...new Set(ids.map((id) => cut(id.toLowerCase(), longestId)))].slice(0, mostIds);

/** The one text of a look that is hashed and kept: the same keys in the same order, nothing of unbounded length. */
export function canonicalLook(look: Look, tenantId: string, sequence: number): string {
  const { by, where, rows } = look;
  return JSON.stringify({
    tenant: tenantId,
    n: sequence,
    at: look.at.toISOString(),
    by: { id: cut(by.id, longestId), name: cut(by.name, longestName), level: by.level },
    where: { kind: where.kind, conversation: cut(where.conversationId, longestId) },
    door: look.door,
    command: cut(look.command, longestName),
    line: cut(look.line, longestLine),
    people: idsOf(look.people),
    policies: idsOf(look.policies),
    records: idsOf(look.records),
    rows: rows ?? null,
    reason: look.reason === undefined ? null : cut(look.reason, longestLine),
    outcome: look.outcome,
    why: look.why === undefined ? null : cut(look.why, longestLine),
  });
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** What a kept look is found by. */
export interface PlacedLook {
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly at: Date;
  readonly people: readonly string[];
}

/** What a kept text is found by; undefined for what is no look. */
export function placeIn(canonical: string): PlacedLook | undefined {
  try {
    const kept: unknown = JSON.parse(canonical);
    if (!isRecord(kept) || typeof kept.n !== 'number') return undefined;
    const at = new Date(text(kept.at) ?? Number.NaN);
    return { sequence: kept.n, at, people: strings(kept.people) };
  } catch {
    return undefined;
  }
}

/** A look as it was kept; the chain says whether it still is what was written. */
export function readLook(canonical: string): KeptLook {
  const kept = JSON.parse(canonical);
  return {
    sequence: kept.n,
    at: new Date(kept.at),
    by: kept.by,
    where: { kind: kept.where.kind, conversationId: kept.where.conversation },
    door: kept.door,
    command: kept.command,
    line: kept.line,
    people: strings(kept.people),
    policies: strings(kept.policies),
    records: strings(kept.records),
    rows: kept.rows ?? undefined,
    reason: text(kept.reason),
    outcome: kept.outcome,
    why: text(kept.why),
  };
}
