import type { NamedLocation, Policy } from '../domain/policy.ts';
import { isRecord, type JsonRecord, textAt } from '../domain/record.ts';
import { parseInstant } from '../domain/sign-in.ts';
import type { Clock } from '../ports/clock.ts';
import type { Policies } from '../ports/policies.ts';
import type { GraphClient } from './client.ts';
import { type GraphVersion, readNextLink } from './endpoint.ts';
import type { GraphResource } from './errors.ts';
import { readPage } from './page.ts';
import { remember } from './remember.ts';

/** Graph allows one request a second here, for all applications of the tenant together. */
const rememberedMs = 5 * 60_000;
const everything = 'all';

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

interface Place {
  readonly path: string;
  readonly version: GraphVersion;
}

/** Conditional access policies and named locations, read whole and kept for five minutes. */
export function createPolicies({ graph, clock }: { graph: GraphClient; clock: Clock }): Policies {
  async function collect(path: string, resource: GraphResource): Promise<JsonRecord[]> {
    const records: JsonRecord[] = [];
    let next: Place | undefined = { path, version: 'v1.0' };
    while (next !== undefined) {
      const body: JsonRecord = await graph.ask({ ...next, resource, priority: 'person' });
      const { values, nextLink } = readPage(body);
      records.push(...values.filter(isRecord));
      next = nextLink === undefined ? undefined : readNextLink(nextLink);
    }
    return records;
  }

  const kept = { clock, ttlMs: rememberedMs, most: 1 };
  const policies = remember(
    async () =>
      (await collect('/identity/conditionalAccess/policies', 'policies')).flatMap(toPolicy),
    kept,
  );
  const locations = remember(
    async () =>
      (await collect('/identity/conditionalAccess/namedLocations', 'named-locations')).flatMap(
        toNamedLocation,
      ),
    kept,
  );

  return {
    all: async (signal) => (await policies.get(everything, signal)) ?? [],
    namedLocations: async (signal) => (await locations.get(everything, signal)) ?? [],
  };
}
