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

/** What Graph is asked: for a person twice, by her and to her, since one question can't say “or” cheaply; see `isAsked`. */
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
  // One question names one target: with another in it, hers are picked out of the answer.
  if (person === undefined || both.targetId !== undefined || by?.id === person.id) return [both];
  const toHer = { ...both, targetId: person.id };
  return by === undefined ? [{ ...both, actorId: person.id }, toHer] : [toHer];
}

/** What Graph could not be asked: whether the person is on either side of an entry. */
export function isAsked(audit: DirectoryAudit, { person }: AuditQuestion): boolean {
  return person === undefined || sideOf(audit, person) !== undefined;
}

/** Which side of an entry a person is on; undefined: neither. */
export function sideOf(
  { actor, targets }: DirectoryAudit,
  { id }: Person,
): 'by' | 'to' | 'by and to' | undefined {
  const isHer = (one: { readonly id?: string }) => one.id?.toLowerCase() === id.toLowerCase();
  if (!isHer(actor)) return targets.some(isHer) ? 'to' : undefined;
  return targets.some(isHer) ? 'by and to' : 'by';
}
