import { type Case, type CaseEvent, type Resolution, resolutions } from '../domain/case.ts';
import { claim, reopen, resolve, snooze, type Transition } from '../domain/case-transitions.ts';
import type { AlertStore, AlertWriter } from '../ports/alert-store.ts';
import { announce } from './announce.ts';
import { type CardStanding, recogniseOrphan } from './orphan.ts';
import { type AlertLinks, type AlertView, alertView } from './view.ts';

/** How long a case may be snoozed, in hours. */
export const snoozeHours = [1, 24, 168] as const;

const caseActs = ['claim', 'snooze', 'resolve', 'reopen'] as const;

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
  /** Of a resolution: one of `resolutions`. */
  readonly resolution?: string;
  /** The message pressed, when it is an alert card itself and not an answer that speaks of the case. */
  readonly cardActivityId?: string;
  readonly conversationId?: string;
}

interface ActionDeps {
  readonly store: Pick<AlertStore, 'write'>;
  readonly links: AlertLinks;
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

function snoozeAs(alert: Case, { by, at, hours, reason }: CaseRequest): Transition {
  if (!snoozeHours.some((allowed) => allowed === hours) || hours === undefined) {
    return refuse('A case can be snoozed for 1 hour, 1 day or 7 days.');
  }
  const until = new Date(at.getTime() + hours * hourMs);
  return snooze(alert, by, at, until, (reason ?? '').trim().slice(0, longestReason));
}

function resolveAs(alert: Case, { by, at, resolution }: CaseRequest): Transition {
  const known = resolutions.find((one): one is Resolution => one === resolution);
  if (known === undefined) return refuse(`Say what it was: ${resolutions.join(', ')}.`);
  return resolve(alert, by, at, known);
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

function step(writer: AlertWriter, alert: Case, request: CaseRequest): Promise<Transition> {
  const { act, by, at } = request;
  switch (act) {
    case 'claim':
      return Promise.resolve(claim(alert, by, at));
    case 'snooze':
      return Promise.resolve(snoozeAs(alert, request));
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
export function actOnCase(request: CaseRequest, { store, links }: ActionDeps): Promise<CaseAnswer> {
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
    const taken = await step(writer, alert, request);
    if (!taken.ok) {
      return { ok: false, reason: taken.reason, view: alertView(alert, links, at), card };
    }
    await writer.saveCase(taken.case);
    await announce(writer, taken.case, at, { updateOnly: true });
    return { ok: true, view: alertView(taken.case, links, at), card };
  });
}
