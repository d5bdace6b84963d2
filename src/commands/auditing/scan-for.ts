import type { AuditScan } from '../../domain/auditing/audit-scan.ts';
import type { Auditing } from '../../ports/auditing.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CommandDeps } from '../deps.ts';
import type { CommandRequest, Reply } from '../request.ts';

/** Mailboxes that were read longer ago are read again. */
const freshMs = 12 * 60 * 60_000;

/** Why a reading broke off stays to be seen for a while. */
const failedMs = 10 * 60_000;

/** Read to the end, today, and before nothing that was changed since. */
async function isGood(
  { state, startedAt }: AuditScan,
  auditing: Pick<Auditing, 'changes' | 'lastChange'>,
  clock: Clock,
): Promise<boolean> {
  const ageMs = clock.now().getTime() - startedAt.getTime();
  if (ageMs >= (state === 'failed' ? failedMs : freshMs)) return false;
  const number = await auditing.lastChange();
  const [newest] = await auditing.changes({ first: number, last: number, limit: 1, skip: 0 });
  return newest?.endedAt === undefined || newest.endedAt < startedAt;
}

/** The reading that a card shows: the newest; a new one where there is none of today, or where it is asked for. */
export async function scanFor(
  { auditing, clock }: Pick<CommandDeps, 'auditing' | 'clock'>,
  { isRedrawn }: Pick<CommandRequest, 'isRedrawn'>,
  isAnew = false,
): Promise<AuditScan | undefined> {
  const known = await auditing.scan();
  if (auditing.exchange.access === 'off' || isRedrawn) return known;
  if (!isAnew && known && (known.state === 'running' || (await isGood(known, auditing, clock)))) {
    return known;
  }
  return auditing.beginScan();
}

/** Keeps a card that shows a reading up to date until that has ended; nothing where it has. */
export function followingScan(
  scan: AuditScan | undefined,
  line: string,
  { deps, request }: { readonly deps: CommandDeps; readonly request: CommandRequest },
): Pick<Reply, 'placed'> {
  if (scan?.state !== 'running') return {};
  const { asker, timeZone } = request;
  const card = { asker, timeZone, line, askedAt: deps.clock.now() };
  return { placed: (place) => deps.auditing.follow({ scan: scan.id }, { ...card, place }) };
}
