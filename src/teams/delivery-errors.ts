import { at, isRecord, text, textAt } from '../domain/record.ts';
import { DeliveryError } from '../ports/notifier.ts';

type Kind = DeliveryError['kind'];
type Operation = 'post' | 'reply' | 'update' | 'remove' | 'look';

/** What names a conversation alone, and no message in it. */
const isOfPlace = (operation: Operation) => operation === 'post' || operation === 'look';

/** Teams' words for "this bot has no place there any more", whatever the status. */
const goneCodes: readonly string[] = [
  'BotDisabledByAdmin',
  'BotNotInConversationRoster',
  'ConversationBlockedByUser',
  'ConversationNotFound',
  'MessageWritesBlocked',
];
const lostCodes: readonly string[] = ['ActivityNotFoundInConversation', 'MessageNotFound'];
const finalStatuses: readonly number[] = [400, 402, 405, 406, 409, 411, 413, 414, 415, 422, 501];

function kindOf(status: number | undefined, code: string | undefined, operation: Operation): Kind {
  if (code !== undefined && goneCodes.includes(code)) return 'gone';
  if (code !== undefined && lostCodes.includes(code) && !isOfPlace(operation)) return 'lost';
  if (status === 403) return 'gone';
  if (status === 404 || status === 410) return isOfPlace(operation) ? 'gone' : 'lost';
  return status !== undefined && finalStatuses.includes(status) ? 'refused' : 'retry';
}

function sentenceFor(status: number | undefined, code: string | undefined): string {
  if (status === undefined) return 'Teams could not be reached.';
  if (status === 401) {
    return 'Teams refuses the bot’s own token (401): check MicrosoftAppId, its password and tenant.';
  }
  if (status === 413) return 'The message is larger than Teams takes (413).';
  return `Teams answered ${status}${code === undefined ? '' : ` ${code}`}.`;
}

/** Teams' error code: in the parsed body, or in the text where botbuilder left it unparsed. */
function readCode(thrown: object): string | undefined {
  const error: unknown = { ...thrown, details: 'details' in thrown ? thrown.details : undefined };
  if (!isRecord(error)) return undefined;
  const code =
    textAt(error, 'details.error.code') ??
    textAt(error, 'details.code') ??
    textAt(error, 'response.parsedBody.error.code') ??
    readCodeInText(at(error, 'response.bodyAsText'));
  return code !== undefined && /^\w{1,64}$/.test(code) ? code : undefined;
}

function readCodeInText(body: unknown): string | undefined {
  if (typeof body !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    return isRecord(parsed) ? (textAt(parsed, 'error.code') ?? text(parsed.code)) : undefined;
  } catch {
    return undefined;
  }
}

function readRetryAfter(thrown: object): number | undefined {
  const headers = 'response' in thrown && isRecord(thrown.response) ? thrown.response.headers : {};
  const get = typeof headers === 'object' && headers !== null && 'get' in headers && headers.get;
  const value: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : undefined;
  const seconds = typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/**
 * The one place that knows what Teams' refusals mean (conversation status table of Microsoft's
 * "send proactive messages" page). Anything without a status is the network: another try may help.
 */
export function toDeliveryError(thrown: unknown, operation: Operation): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  const error = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const given = 'statusCode' in error ? error.statusCode : undefined;
  const status = typeof given === 'number' ? given : undefined;
  const code = readCode(error);
  return new DeliveryError(kindOf(status, code, operation), sentenceFor(status, code), {
    status,
    retryAfterSeconds: readRetryAfter(error),
    cause: thrown,
  });
}
