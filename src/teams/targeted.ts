import type { Activity, TurnContext } from 'botbuilder';
import { isRecord, text } from '../domain/record.ts';
import type { Target } from '../ports/notifier.ts';
import type { Reach } from './reach.ts';

const timeoutMs = 15_000;

/** What botbuilder's connector client holds, of which it exports no type. */
interface Signing {
  readonly credentials: { signRequest(request: { headers: Headers }): Promise<unknown> };
}

/** Thrown in the shape of botbuilder's own errors, so that one place knows what a refusal means. */
class TargetedRefusal extends Error {
  override readonly name = 'TargetedRefusal';
  readonly statusCode: number;
  readonly response: { readonly headers: Headers; readonly bodyAsText: string };

  constructor(statusCode: number, headers: Headers, bodyAsText: string) {
    super(`Teams answered ${statusCode}.`);
    this.statusCode = statusCode;
    this.response = { headers, bodyAsText };
  }
}

/** The post of a channel that a conversation's id names, where it names one. */
export function threadOf(conversationId: string): string | undefined {
  return /;messageid=(.+)$/i.exec(conversationId)?.[1];
}

/** One call. botbuilder knows no targeted messages, so its client gives the token alone. */
async function call(
  context: TurnContext,
  method: 'POST' | 'PUT',
  activity: Partial<Activity>,
  activityId = '',
): Promise<string> {
  const { serviceUrl, conversation, recipient: bot } = context.activity;
  const path = ['v3/conversations', encodeURIComponent(conversation.id), 'activities'];
  if (activityId !== '') path.push(encodeURIComponent(activityId));
  const url = new URL(path.join('/'), serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`);
  url.searchParams.set('isTargetedActivity', 'true');
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  const client: Signing = context.turnState.get(context.adapter.ConnectorClientKey);
  await client.credentials.signRequest({ headers });
  const body = JSON.stringify({ ...activity, from: bot, conversation: { id: conversation.id } });
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method, headers, body, signal, redirect: 'error' });
  const answered = await response.text();
  if (!response.ok) throw new TargetedRefusal(response.status, response.headers, answered);
  const made: unknown = answered === '' ? {} : JSON.parse(answered);
  return (isRecord(made) ? text(made.id) : undefined) ?? activityId;
}

/**
 * Messages in a channel or group chat that one member alone sees (Teams' “targeted messages”). Every failure is a
 * `DeliveryError`.
 */
export interface Targeted {
  /** Without a recipient a service that knows such messages refuses it with 400; one that doesn't shows it to all. */
  post(
    target: Target,
    activity: Partial<Activity>,
    recipient: { readonly id: string; readonly name: string } | undefined,
  ): Promise<{ activityId: string }>;
  update(target: Target, activityId: string, activity: Partial<Activity>): Promise<void>;
}

export function createTargeted(reach: Reach): Targeted {
  return {
    async post(target, activity, recipient) {
      const activityId = await reach(
        'post',
        target,
        (context) => call(context, 'POST', { ...activity, ...(recipient && { recipient }) }),
        threadOf(target.conversationId),
      );
      return { activityId };
    },
    update: (target, activityId, activity) =>
      reach(
        'update',
        target,
        async (context) => {
          await call(context, 'PUT', activity, activityId);
        },
        threadOf(target.conversationId),
      ),
  };
}
