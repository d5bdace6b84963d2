import { at, isRecord, type JsonRecord } from '../domain/record.ts';
import { isLoopback } from '../domain/token-address.ts';
import { distrustToken } from './bearer-token.ts';
import { isBelieved } from './service-url.ts';
import type { TeamsSettings } from './settings.ts';

/** Largest body that is read, in bytes. Teams' own limit for a message is 100 KB. */
export const maxBodyBytes = 1024 * 1024;

/** A request to /api/messages as it came over HTTP. */
export interface TeamsRequest {
  readonly contentType?: string;
  readonly authorization?: string;
  /** The body's text, not parsed yet. */
  readonly body: string;
  readonly remoteAddress?: string;
}

/** Why a request goes no further: an HTTP status and one word for the log and the metrics. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 413 | 415;
  readonly reason: string;
}

export type Admission =
  | { readonly ok: true; readonly activity: JsonRecord }
  | ({ readonly ok: false } & Refusal);

const refuse = (status: Refusal['status'], reason: string): Admission => ({
  ok: false,
  status,
  reason,
});

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function readActivity(request: TeamsRequest): Admission {
  const mediaType = request.contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') return refuse(415, 'content-type');
  if (Buffer.byteLength(request.body) > maxBodyBytes) return refuse(413, 'body-too-long');
  const activity = parse(request.body);
  if (!isRecord(activity)) return refuse(400, 'body-not-json');
  if (typeof activity.type !== 'string' || activity.type === '') return refuse(400, 'no-type');
  return { ok: true, activity };
}

/**
 * Every tenant the activity names must be ours, and it must name one. A sender with a tenant of her own is
 * somebody of another organisation in a shared channel.
 */
function isFromTenant(activity: JsonRecord, tenantId: string): boolean {
  const named = (...paths: string[]) =>
    paths.map((path) => at(activity, path)).filter((id) => id !== undefined && id !== null);
  const places = named('conversation.tenantId', 'channelData.tenant.id');
  return (
    places.length > 0 &&
    [...places, ...named('from.tenantId')].every(
      (tenant) => typeof tenant === 'string' && tenant.toLowerCase() === tenantId,
    )
  );
}

function refuseOrigin(activity: JsonRecord, settings: TeamsSettings): Admission | undefined {
  if (activity.channelId !== 'msteams') return refuse(403, 'channel');
  const { serviceUrl } = activity;
  if (typeof serviceUrl !== 'string' || !isBelieved(serviceUrl, settings)) {
    return refuse(403, 'service-url');
  }
  return isFromTenant(activity, settings.tenantId.toLowerCase())
    ? undefined
    : refuse(403, 'tenant');
}

/**
 * The first door, before botbuilder sees a request: shape, token by its looks, channel, service URL
 * and tenant. Pure. A refusal is never answered in the chat and never leads to a look-up.
 */
export function admit(request: TeamsRequest, settings: TeamsSettings, now: Date): Admission {
  if (settings.anonymous && !isLoopback(request.remoteAddress ?? '')) {
    return refuse(403, 'remote-address');
  }
  const read = readActivity(request);
  if (!read.ok) return read;
  const distrust = settings.anonymous
    ? undefined
    : distrustToken(request.authorization, settings, now);
  if (distrust !== undefined) return refuse(401, distrust);
  return refuseOrigin(read.activity, settings) ?? read;
}
