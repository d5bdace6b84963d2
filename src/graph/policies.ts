import type { NamedLocation, Policy } from '../domain/policy.ts';
import { type JsonRecord, recordsAt, text, textAt } from '../domain/record.ts';
import { parseInstant } from '../domain/sign-in.ts';
import type { Clock } from '../ports/clock.ts';
import type { Policies } from '../ports/policies.ts';
import type { GraphClient } from './client.ts';
import type { GraphResource } from './errors.ts';

/** Graph allows one request a second here, for all applications of the tenant together. */
const rememberedMs = 5 * 60_000;

function toPolicy(raw: JsonRecord): Policy[] {
  const id = textAt(raw, 'id');
  if (id === undefined) return [];
  return [
    {
      id,
      name: textAt(raw, 'displayName') ?? id,
      state: textAt(raw, 'state') ?? 'unknown',
      createdAt: parseInstant(raw.createdDateTime),
      modifiedAt: parseInstant(raw.modifiedDateTime),
      templateId: textAt(raw, 'templateId'),
      raw,
    },
  ];
}

function toNamedLocation(raw: JsonRecord): NamedLocation[] {
  const id = textAt(raw, 'id');
  if (id === undefined) return [];
  return [{ id, name: textAt(raw, 'displayName') ?? id, trusted: raw.isTrusted === true, raw }];
}

/** Reads a whole collection once in five minutes; concurrent readers share one read. */
function remember<T>(read: (signal?: AbortSignal) => Promise<T>, clock: Clock) {
  let last: { readonly at: number; readonly value: Promise<T> } | undefined;
  return (signal?: AbortSignal): Promise<T> => {
    const now = clock.now().getTime();
    if (last && now - last.at < rememberedMs) return last.value;
    const entry = { at: now, value: read(signal) };
    last = entry;
    entry.value.catch(() => {
      if (last === entry) last = undefined;
    });
    return entry.value;
  };
}

export function createPolicies(graph: GraphClient, clock: Clock): Policies {
  async function collect(path: string, resource: GraphResource, signal?: AbortSignal) {
    const records: JsonRecord[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const body: JsonRecord = await graph.ask({
        path: next,
        resource,
        priority: 'person',
        signal,
      });
      records.push(...recordsAt(body, 'value'));
      next = text(body['@odata.nextLink']);
    }
    return records;
  }

  return {
    all: remember(
      async (signal) =>
        (await collect('/identity/conditionalAccess/policies', 'policies', signal)).flatMap(
          toPolicy,
        ),
      clock,
    ),
    namedLocations: remember(
      async (signal) =>
        (
          await collect('/identity/conditionalAccess/namedLocations', 'named-locations', signal)
        ).flatMap(toNamedLocation),
      clock,
    ),
  };
}
