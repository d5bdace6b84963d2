import { type Case, type CaseEvent, type Resolution, resolutions } from '../domain/case.ts';
import {
  assign,
  claim,
  reopen,
  resolve,
  snooze,
  type Transition,
} from '../domain/case-transitions.ts';
import type { Silence } from '../domain/silence.ts';
import type { AlertStore, AlertWriter } from '../ports/alert-store.ts';
import type { BreakGlass } from '../ports/break-glass.ts';
import { announce } from './announce.ts';
import { expectedHere } from './expected-here.ts';
import { type CardStanding, recogniseOrphan } from './orphan.ts';
import { beginSilence } from './silence-steps.ts';
import { type AlertLinks, type AlertView, alertView } from './view.ts';

/** How long a case may be snoozed, in hours. */
export const snoozeHours = [1, 24, 168] as const;

/** How long a case may be silenced from its card, in days. */
export const silenceDays = [1, 7, 30, 90] as const;

/** What a button of a case may do. */
export const caseActs = ['claim', 'assign', 'snooze', 'silence', 'resolve', 'reopen'] as const;

export function isCaseAct(word: string): word is CaseRequest['act'] {
  return caseActs.some((act) => act === word);
}

/** A pressed button on an alert card, its presser's rights checked by the caller. Texts are as they came. */
export interface CaseRequest {
  readonly tenantId: string;
  readonly caseId: string;
  readonly act: (typeof caseActs)[number];
  readonly by: CaseEvent['by'];
  readonly at: Date;
  /** Of a snooze. */
  readonly hours?: number;
  readonly reason?: string;
  /** Of a silence. */
  readonly days?: number;
  /** Whom it is assigned to; absent: nobody whom the directory knows was chosen. */
  readonly assignee?: CaseEvent['by'];
  /** Of a resolution, beside it. */
  readonly note?: string;
  /** Of a resolution: one of `resolutions`. */
  readonly resolution?: string;
  /** The message pressed, when it is an alert card itself and not an answer that speaks of the case. */
  readonly cardActivityId?: string;
  readonly conversationId?: string;
}

interface ActionDeps {
  readonly store: Pick<AlertStore, 'write'>;
  readonly links: AlertLinks;
  readonly breakGlass: Pick<BreakGlass, 'refusal'>;
  readonly newId: () => string;
}

/** The case as it is now, and why nothing changed where nothing did. */
export type CaseAnswer =
  | { readonly ok: true; readonly view: AlertView; readonly card: CardStanding | undefined }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Absent when there is no such case. */
      readonly view?: AlertView;
      readonly card?: CardStanding;
    };

const hourMs = 60 * 60_000;
const longestReason = 200;

const refuse = (reason: string): Transition => ({ ok: false, reason });

function snoozeAs(
  alert: Case,
  { by, at, hours, reason }: CaseRequest,
  { breakGlass }: ActionDeps,
): Transition {
  const refusal = breakGlass.refusal(alert.user);
  if (refusal !== undefined) return refuse(refusal);
  if (!snoozeHours.some((allowed) => allowed === hours) || hours === undefined) {
    return refuse('A case can be snoozed for 1 hour, 1 day or 7 days.');
  }
  const until = new Date(at.getTime() + hours * hourMs);
  return snooze(alert, by, at, until, (reason ?? '').trim().slice(0, longestReason));
}

/** Silences what the case is about, and shows the case under that silence. */
async function silenceAs(
  writer: AlertWriter,
  alert: Case,
  { by, at, days, reason }: CaseRequest,
  { breakGlass, newId }: ActionDeps,
): Promise<Transition> {
  const refusal = breakGlass.refusal(alert.user);
  if (refusal !== undefined) return refuse(refusal);
  if (alert.state === 'resolved')
    return refuse('This case is resolved: there is nothing to silence.');
  if (!silenceDays.some((allowed) => allowed === days) || days === undefined) {
    return refuse('A case can be silenced for 1, 7, 30 or 90 days.');
  }
  const why = (reason ?? '').trim().slice(0, longestReason);
  if (why === '') return refuse('Give a reason for the silence: others see it on the card.');
  const silence: Silence = {
    id: newId(),
    tenantId: alert.tenantId,
    matcher: expectedHere(alert),
    reason: why,
    owner: by,
    from: at,
    until: new Date(at.getTime() + days * 24 * hourMs),
  };
  await beginSilence(writer, silence, at, { breakGlass });
  const quiet = await writer.findCase(alert.id);
  return { ok: true, case: quiet ?? alert };
}

function assignAs(alert: Case, { by, at, assignee }: CaseRequest): Transition {
  if (assignee === undefined) return refuse('Choose a person whom the directory knows.');
  return assign(alert, by, at, assignee);
}

function resolveAs(alert: Case, { by, at, resolution, note }: CaseRequest): Transition {
  const known = resolutions.find((one): one is Resolution => one === resolution);
  if (known === undefined) return refuse(`Say what it was: ${resolutions.join(', ')}.`);
  return resolve(alert, by, at, known, (note ?? '').slice(0, longestReason));
}

async function reopenAs(
  writer: AlertWriter,
  alert: Case,
  { by, at }: CaseRequest,
): Promise<Transition> {
  const unresolved = (await writer.unresolvedCases([alert.key])).get(alert.key);
  if (unresolved !== undefined && unresolved.id !== alert.id) {
    return refuse('It has happened again since, in a newer case: act on that one.');
  }
  return reopen(alert, by, at);
}

function step(
  writer: AlertWriter,
  alert: Case,
  request: CaseRequest,
  deps: ActionDeps,
): Promise<Transition> {
  const { act, by, at } = request;
  switch (act) {
    case 'claim':
      return Promise.resolve(claim(alert, by, at));
    case 'snooze':
      return Promise.resolve(snoozeAs(alert, request, deps));
    case 'assign':
      return Promise.resolve(assignAs(alert, request));
    case 'silence':
      return silenceAs(writer, alert, request, deps);
    case 'resolve':
      return Promise.resolve(resolveAs(alert, request));
    case 'reopen':
      return reopenAs(writer, alert, request);
    default: {
      const never: never = act;
      return Promise.resolve(refuse(`A case knows no “${never}”.`));
    }
  }
}

async function standingOf(
  writer: AlertWriter,
  { caseId, cardActivityId, conversationId, at }: CaseRequest,
): Promise<CardStanding | undefined> {
  if (cardActivityId === undefined || conversationId === undefined) return undefined;
  return recogniseOrphan(writer, { caseId, conversationId, activityId: cardActivityId }, at);
}

/**
 * Takes one step of a case: state, history and the requests to update every card of the case move
 * together. Of two people who press at once the second is told who was first. Fails with `store-failed`.
 */
export function actOnCase(request: CaseRequest, deps: ActionDeps): Promise<CaseAnswer> {
  const { store, links } = deps;
  return store.write(request.tenantId, async (writer): Promise<CaseAnswer> => {
    const { at } = request;
    const alert = await writer.findCase(request.caseId);
    if (alert === undefined) {
      return {
        ok: false,
        reason: 'This case is not known here any more. Say `alerts` for the open ones.',
      };
    }
    const card = await standingOf(writer, request);
    const taken = await step(writer, alert, request, deps);
    if (!taken.ok) {
      return { ok: false, reason: taken.reason, view: alertView(alert, links, at), card };
    }
    await writer.saveCase(taken.case);
    await announce(writer, taken.case, at, { updateOnly: true });
    return { ok: true, view: alertView(taken.case, links, at), card };
  });
}
