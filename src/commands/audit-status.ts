import type { AuditScan } from '../domain/auditing/audit-scan.ts';
import { oneOf } from './argument.ts';
import { readAuditFacts } from './auditing/facts.ts';
import { auditStatusView } from './auditing/status-view.ts';
import { type Call, defineCommand } from './command.ts';

const args = { anew: oneOf(['anew'], 'anew') };

/** Mailboxes that were read longer ago are read again. */
const freshMs = 12 * 60 * 60_000;

/** The reading that the card shows: the newest; a new one where there is none of today, or where it is asked for. */
async function scanFor({ args: given, deps, request }: Call<typeof args>) {
  const { auditing, clock } = deps;
  const known = await auditing.scan();
  if (auditing.exchange.access === 'off' || request.isRedrawn) return known;
  const isOfToday = ({ state, startedAt }: AuditScan) =>
    state !== 'failed' && clock.now().getTime() - startedAt.getTime() < freshMs;
  if (given.anew === undefined && known && (known.state === 'running' || isOfToday(known))) {
    return known;
  }
  return auditing.beginScan();
}

export const auditStatus = defineCommand({
  name: 'audit status',
  access: 'reader',
  summary: 'Is auditing on? The log, mailboxes, bypass, what is recorded, licences and permissions',
  examples: ['audit status', 'audit status anew'],
  args,
  async run(call) {
    const { deps, request } = call;
    const scan = await scanFor(call);
    const facts = await readAuditFacts(deps, request, scan);
    const { asker, timeZone, level } = request;
    const line = 'audit status';
    const following = { asker, timeZone, line, askedAt: facts.now };
    return {
      card: 'audit-status',
      data: auditStatusView(facts, timeZone, level === 'admin'),
      asked: line,
      ...(scan?.state === 'running' && {
        placed: (place) => deps.auditing.follow({ scan: scan.id }, { ...following, place }),
      }),
    };
  },
});
