import { open } from 'node:fs/promises';
import { type ChainHead, type ChainRow, verifyChain } from './domain/look-chain.ts';
import type { LookChain } from './ports/look-record.ts';
import { sha256 } from './store/look-hash.ts';

export interface Verification {
  readonly chain: LookChain;
  /** A head that was told before. */
  readonly known?: ChainHead;
  /** Where the rows go as JSON lines, readable by the owner alone; absent: nowhere. */
  readonly file?: string;
  /** Takes the result line by line. */
  readonly say: (line: string) => void;
}

const rowsAtOnce = 1_000;

async function* rowsBehind(
  chain: LookChain,
  tenantId: string,
  first: readonly ChainRow[],
): AsyncGenerator<ChainRow> {
  let page = first;
  while (page.length > 0) {
    yield* page;
    page = await chain.rows(tenantId, page.at(-1)?.sequence ?? 0, rowsAtOnce);
  }
}

/** Where the rows begin is asked for after the first of them: retention may drop some between the two. */
async function readChain(chain: LookChain, tenantId: string) {
  const page = await chain.rows(tenantId, 0, rowsAtOnce);
  const start = await chain.start(tenantId);
  const first = page.filter(({ sequence }) => sequence > start.count);
  return { start, rows: rowsBehind(chain, tenantId, first) };
}

/** True when nothing is wrong with it. */
async function verify(
  { chain, known, say }: Pick<Verification, 'chain' | 'known' | 'say'>,
  tenantId: string,
): Promise<boolean> {
  const { start, rows } = await readChain(chain, tenantId);
  const verdict = await verifyChain(rows, sha256, { start, head: known });
  const since = start.count === 0 ? '' : `, rows 1 to ${start.count} are gone by retention`;
  const said = verdict.ok
    ? [
        `Tenant ${tenantId}: nothing was changed in ${verdict.rows} rows${since}.`,
        `  head ${verdict.head.count}:${verdict.head.hash}`,
      ]
    : [`Tenant ${tenantId}: BROKEN at row ${verdict.row} (${verdict.flaw}). ${verdict.sentence}`];
  for (const line of said) say(line);
  return verdict.ok;
}

/** A line a row: the text that was hashed as JSON, or as a string where it is none any more. */
function lineOf({ sequence, previous, hash, record }: ChainRow): string {
  const rest = JSON.stringify({ row: sequence, previous, hash }).slice(0, -1);
  try {
    JSON.parse(record);
    return `${rest},"record":${record}}\n`;
  } catch {
    return `${rest},"record":${JSON.stringify(record)}}\n`;
  }
}

async function exportTo(
  file: string,
  { chain, say }: Pick<Verification, 'chain' | 'say'>,
  tenants: readonly string[],
): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  let count = 0;
  try {
    for (const tenantId of tenants) {
      for await (const row of (await readChain(chain, tenantId)).rows) {
        await handle.write(lineOf(row));
        count += 1;
      }
    }
  } finally {
    await handle.close();
  }
  say(`${count} rows written to ${file}`);
}

/** Verifies the record of every tenant in a database, and writes it to a file if asked; true when nothing is wrong. */
export async function verifyLooks(verification: Verification): Promise<boolean> {
  const { chain, known, file, say } = verification;
  const tenants = await chain.tenants();
  if (file !== undefined) await exportTo(file, verification, tenants);
  if (tenants.length === 0) {
    say(
      known
        ? `BROKEN: ${known.count} rows were known, and there is none.`
        : 'Nobody has asked the bot anything yet.',
    );
    return known === undefined;
  }
  if (tenants.length > 1 && known) {
    say('A head belongs to one tenant, and there are several here: verify without it.');
    return false;
  }
  let isWhole = true;
  for (const tenantId of tenants) isWhole = (await verify(verification, tenantId)) && isWhole;
  return isWhole;
}
