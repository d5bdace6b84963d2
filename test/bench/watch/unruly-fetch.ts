import type { Random } from '../../../src/demo/tenant/random.ts';

/** `fetch` to the simulated Graph that counts, and gives pages as Graph may: in any order, a row now and then twice. */
export interface UnrulyFetch {
  readonly fetch: typeof fetch;
  requests(): number;
}

const repeatedShare = 0.02;

/** The rows in another order, some of them twice. */
export function unruly<T>(rows: readonly T[], random: Random): T[] {
  return rows
    .flatMap((row) => (random() < repeatedShare ? [row, row] : [row]))
    .map((row) => ({ row, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

export function createUnrulyFetch(random: Random): UnrulyFetch {
  let requests = 0;
  return {
    requests: () => requests,
    async fetch(input, init) {
      requests += 1;
      const answer = await fetch(input, init);
      if (!answer.ok) return answer;
      const body = (await answer.json()) as { value?: unknown[] };
      const value = body.value && unruly(body.value, random);
      return Response.json({ ...body, ...(value && { value }) });
    },
  };
}
