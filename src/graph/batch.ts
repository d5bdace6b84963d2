import { at, isRecord, type JsonRecord, recordsAt, text } from '../domain/record.ts';
import type { GraphClient } from './client.ts';
import type { GraphResource } from './errors.ts';

/** One read within a batch; `url` is relative to the version. */
export interface BatchRead {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What became of one read. */
export interface BatchAnswer {
  readonly status: number;
  readonly body: JsonRecord;
}

const mostReads = 20;

/** Sends up to twenty reads as one request; answers in the order asked. One that is missing has status 0. */
export async function readBatch(
  graph: GraphClient,
  reads: readonly BatchRead[],
  { resource, signal }: { readonly resource: GraphResource; readonly signal?: AbortSignal },
): Promise<BatchAnswer[]> {
  const requests = reads
    .slice(0, mostReads)
    .map(({ url, headers }, index) => ({ id: String(index), method: 'GET', url, headers }));
  const body = await graph.ask({
    path: '/$batch',
    body: { requests },
    resource,
    priority: 'person',
    signal,
  });
  const answers = new Map(
    recordsAt(body, 'responses').map((answer) => [text(answer.id), answer] as const),
  );
  return requests.map(({ id }) => {
    const answer = answers.get(id) ?? {};
    const found = at(answer, 'body');
    return { status: Number(at(answer, 'status') ?? 0), body: isRecord(found) ? found : {} };
  });
}
