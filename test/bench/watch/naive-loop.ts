import type { Stage } from './stage.ts';
import { countOf, type Told } from './told.ts';

interface Row {
  readonly id: string;
  readonly createdDateTime: string;
}

/** From when on the next poll asks, after one at `polledAt` that gave these rows. */
export type NextFrom = (polledAt: Date, rows: readonly Row[], from: Date) => Date;

/** The loop of the usual tutorials: whatever was created since the last poll. */
export const sinceLastPoll: NextFrom = (polledAt) => polledAt;

/** The same with ten minutes of overlap, without knowing what was told already. */
export const withOverlap: NextFrom = (polledAt) => new Date(polledAt.getTime() - 10 * 60_000);

/** From the newest record that was seen on. */
export const sinceNewestRecord: NextFrom = (_, rows, from) =>
  rows.reduce((newest, { createdDateTime }) => {
    const at = new Date(createdDateTime);
    return at > newest ? at : newest;
  }, from);

/** `createdDateTime gt`, which the documentation of the sign-in log does not list: `ge`, and what is equal left out. */
async function readSince({ url, credential, unruly }: Stage, from: Date): Promise<Row[]> {
  const { token } = await credential.getToken();
  const filter = `createdDateTime ge ${from.toISOString()} and conditionalAccessStatus eq 'failure'`;
  const rows: Row[] = [];
  let next: string | undefined =
    `${url}/v1.0/auditLogs/signIns?$filter=${encodeURIComponent(filter)}`;
  while (next !== undefined) {
    const answer = await unruly.fetch(next, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`Graph answered ${answer.status}: ${await answer.text()}`);
    const page = (await answer.json()) as { value: Row[]; '@odata.nextLink'?: string };
    rows.push(...page.value);
    next = page['@odata.nextLink'];
  }
  return rows.filter(({ createdDateTime }) => new Date(createdDateTime) > from);
}

/** How a loop polls. */
export interface Polling {
  readonly everyMinutes: number;
  readonly nextFrom: NextFrom;
}

/** Polls and posts a message for each row. */
export async function runNaiveLoop(
  stage: Stage,
  minutes: number,
  { everyMinutes, nextFrom }: Polling,
): Promise<Told> {
  const posted: string[] = [];
  let from = stage.clock.now();
  for (let minute = everyMinutes; minute <= minutes; minute += everyMinutes) {
    stage.clock.set(minute);
    const rows = await readSince(stage, from);
    posted.push(...rows.map(({ id }) => id));
    from = nextFrom(stage.clock.now(), rows, from);
  }
  return { times: countOf(posted), requests: stage.unruly.requests(), posts: posted.length };
}
