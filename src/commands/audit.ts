import type { DirectoryAudit } from '../domain/directory-audit.ts';
import { words } from './argument.ts';
import { readAuditDetail } from './audit/read-detail.ts';
import { auditView, rooms } from './audit/view.ts';
import { defineCommand } from './command.ts';
import { fitting } from './fitting.ts';
import { problemReply } from './problem-reply.ts';

/** Who did it, and to whom it was done. */
function peopleOf({ actor, targets }: DirectoryAudit): string[] {
  const targeted = targets.filter(({ type }) => type?.toLowerCase() === 'user');
  const ids = [...targeted, ...(actor.kind === 'user' ? [actor] : [])].map(({ id }) => id);
  return ids.filter((id) => id !== undefined);
}

export const audit = defineCommand({
  name: 'audit',
  access: 'reader',
  summary: 'One entry of the directory audit log, with what was before and after',
  examples: ['audit Directory_4d2f3a5e-0c7b-4a47-8a7d-3d9f1f0a2b11_QZ9X2_12345678'],
  args: { id: words('id', '<record id>', true) },
  async run({ args, request, deps }) {
    if (args.id === undefined) {
      return problemReply('Which entry? Add its id, or press a line of a list.', 'audits last 24h');
    }
    if (/\s/.test(args.id)) {
      const meant = `audits ${args.id}`;
      return problemReply(`The id of an entry is one word. Did you mean “${meant}”?`, meant);
    }
    const detail = await readAuditDetail(args.id, deps, request.signal);
    if (!detail) {
      return problemReply(
        `The directory audit log knows no entry “${args.id}”. Entries older than 30 days are gone; ones of the last minutes may not have arrived.`,
        'audits last 24h',
      );
    }
    const input = { ...detail, back: request.back, portal: deps.portal };
    const reply = fitting('audit', rooms, (room) => auditView(input, room));
    return { ...reply, look: { people: peopleOf(detail.entry), records: [detail.entry.id] } };
  },
});
