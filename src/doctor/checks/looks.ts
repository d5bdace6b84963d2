import { type ChainRow, verifyChain } from '../../domain/look-chain.ts';
import type { Probes } from '../../ports/probes.ts';
import { type Check, fail, ok, skip } from '../check.ts';

const rowsAtOnce = 1_000;
/** All beyond is for `npm run verify-log`. */
const mostRows = 20_000;

async function* rowsOf(
  chain: NonNullable<Awaited<ReturnType<Probes['opened']>>>['chain'],
  tenantId: string,
  signal: AbortSignal,
): AsyncGenerator<ChainRow> {
  let after = 0;
  for (let read = 0; read < mostRows && !signal.aborted; read += rowsAtOnce) {
    const page = await chain.rows(tenantId, after, rowsAtOnce);
    yield* page;
    after = page.at(-1)?.sequence ?? after;
    if (page.length < rowsAtOnce) return;
  }
}

/** The record of who asked what, from its oldest row on. */
export const looks: Check = {
  id: 'looks',
  title: 'Record of who asked',
  needs: ['store'],
  async run(probes, signal) {
    const opened = await probes.opened();
    if (opened === undefined) return skip('the bot has not been started with this database yet');
    const { tenantId } = probes.setup;
    const start = await opened.chain.start(tenantId);
    const rows = rowsOf(opened.chain, tenantId, signal);
    const verdict = await verifyChain(rows, probes.hash, { start });
    if (!verdict.ok) {
      return fail(
        verdict.sentence,
        'Find out who can write to the database; “npm run verify-log” shows the row, and its backup what stood there.',
      );
    }
    const isAll = verdict.rows < mostRows;
    return ok(
      isAll
        ? `${verdict.rows === 1 ? 'one row' : `${verdict.rows} rows`}, nothing was changed`
        : `the oldest ${mostRows} rows are unchanged; “npm run verify-log” reads all`,
    );
  },
};
