import { type CaseRequest, isCaseAct } from '../alerts/actions.ts';
import type { Meaning } from '../commands/dispatch.ts';
import type { CommandRequest, ListPlace } from '../commands/request.ts';
import { isRecord, text } from '../domain/record.ts';
import type { ActionIn, MessageIn } from '../ports/chat.ts';

/** What somebody asks, without who asks and where. */
export type Question = Pick<CommandRequest, 'text'> & Partial<CommandRequest>;

/** A button's data is only what a person could have typed; anything else in it is dropped. */
function placeIn(value: unknown, deeper = 1): ListPlace | undefined {
  const ask = isRecord(value) ? text(value.ask) : undefined;
  if (!isRecord(value) || ask === undefined) return undefined;
  return {
    ask,
    until: text(value.until),
    page: Number(value.page) || undefined,
    tab: text(value.tab),
    back: deeper > 0 ? placeIn(value.back, deeper - 1) : undefined,
  };
}

function dateIn(value: unknown): Date | undefined {
  const date = new Date(text(value) ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The question of a message or of a pressed button that asks one. */
export function questionIn(inbound: MessageIn | ActionIn): Question {
  if (inbound.kind === 'message') return { text: inbound.text, mentions: inbound.mentions };
  const { data } = inbound;
  return {
    text: text(data.ask) ?? 'help',
    page: Number(data.page) || undefined,
    until: dateIn(data.until),
    tab: text(data.tab),
    back: placeIn(data.back),
    reason: text(data.reason),
  };
}

/** What a pressed button does to a case; undefined: its data says nothing that can be done. */
export function caseRequestIn(
  action: ActionIn,
  tenantId: string,
  at: Date,
): CaseRequest | undefined {
  const { data, asker, conversation } = action;
  const caseId = text(data.case);
  const act = text(data.act);
  if (caseId === undefined || act === undefined || !isCaseAct(act)) return undefined;
  const isOwnCard = data.from !== 'list';
  return {
    tenantId,
    caseId,
    act,
    by: { id: asker.id, name: asker.name },
    at,
    hours: Number(data.hours) || undefined,
    reason: text(data.reason),
    days: Number(data.days) || undefined,
    note: text(data.note),
    resolution: text(data.resolution),
    cardActivityId: isOwnCard ? action.cardActivityId : undefined,
    conversationId: isOwnCard ? conversation.id : undefined,
  };
}

/** The button of a case as the record names it. */
export function meaningOfCase({ act, caseId }: CaseRequest): Meaning {
  return { command: `case ${act}`, line: `case ${act} ${caseId}` };
}
