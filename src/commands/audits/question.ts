import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { Person } from '../../domain/person.ts';
import type { TimeWindow } from '../../domain/time-window.ts';
import type { DirectoryAuditQuery } from '../../ports/directory-audit-log.ts';
import { quoted } from '../words.ts';

/** Something it was done to: by id where that is known, else by the beginning of its name. */
export interface AskedObject {
  readonly id?: string;
  readonly name: string;
}

/** A question about directory audits with everything looked up that can be. */
export interface AuditQuestion {
  /** Done by her and done to her. */
  readonly person?: Person;
  /** Done by: a person, or an app by its whole name. */
  readonly by?: AskedObject;
  /** Done to. */
  readonly on?: AskedObject;
  readonly category?: string;
  readonly activity?: string;
  readonly correlationId?: string;
  readonly failed: boolean;
  /** As typed; absent: the default of the question. */
  readonly rangeWords?: string;
  readonly window: TimeWindow;
  readonly rangeLabel: string;
  readonly top?: number;
}

/** The question as a line that asks the same again. */
export function askOf(question: AuditQuestion, changes: Partial<AuditQuestion> = {}): string {
  const { person, by, on, category, activity, correlationId, failed, rangeWords, top } = {
    ...question,
    ...changes,
  };
  return [
    'audits',
    person && `for ${person.id}`,
    by && `by ${by.id ?? quoted(by.name)}`,
    on && `on ${on.id ?? quoted(on.name)}`,
    category && `category ${category}`,
    activity && `activity ${quoted(activity)}`,
    correlationId && `correlation ${correlationId}`,
    failed && 'failed',
    rangeWords,
    top && `top ${top}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** What Graph is asked: for a person twice, by her and to her, since one question can't say “or” cheaply. */
export function queriesOf(question: AuditQuestion): DirectoryAuditQuery[] {
  const { person, by, on, window, category, activity, correlationId } = question;
  const both: DirectoryAuditQuery = {
    window,
    category,
    activity,
    correlationId,
    actorId: by?.id,
    actorApp: by && by.id === undefined ? by.name : undefined,
    targetId: on?.id,
    targetName: on && on.id === undefined ? on.name : undefined,
  };
  if (person === undefined) return [both];
  return [
    ...(both.actorId === undefined ? [{ ...both, actorId: person.id }] : []),
    ...(both.targetId === undefined ? [{ ...both, targetId: person.id }] : []),
  ];
}

/** Which side of an entry a person is on. */
export function sidesOf(audit: DirectoryAudit, { id }: Person): 'by' | 'to' | 'by and to' {
  const isBy = audit.actor.id === id;
  const isTo = audit.targets.some((target) => target.id === id);
  if (isBy && isTo) return 'by and to';
  return isBy ? 'by' : 'to';
}
