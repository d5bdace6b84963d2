import { oneOf } from './argument.ts';
import { readAuditFacts } from './auditing/facts.ts';
import { followingScan, scanFor } from './auditing/scan-for.ts';
import { auditStatusView } from './auditing/status-view.ts';
import { defineCommand } from './command.ts';

export const auditStatus = defineCommand({
  name: 'audit status',
  access: 'reader',
  summary: 'Is auditing on? The log, mailboxes, bypass, what is recorded, licences and permissions',
  examples: ['audit status', 'audit status anew'],
  args: { anew: oneOf(['anew'], 'anew') },
  async run(call) {
    const { args, deps, request } = call;
    const scan = await scanFor(deps, request, args.anew !== undefined);
    const facts = await readAuditFacts(deps, request, scan);
    const { timeZone, level } = request;
    const line = 'audit status';
    return {
      card: 'audit-status',
      data: auditStatusView(facts, timeZone, level === 'admin'),
      asked: line,
      ...followingScan(scan, line, call),
    };
  },
});
