import {
  type AuditFinding,
  type AuditScan,
  type FindingKind,
  findingKinds,
} from '../domain/auditing/audit-scan.ts';
import { oneOf } from './argument.ts';
import type { Call, Table } from './command.ts';
import { defineCommand } from './command.ts';
import { inFigures, many } from './figures.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply } from './request.ts';

const args = { kind: oneOf(findingKinds, findingKinds.join(' | ')) };
type MailboxesCall = Call<typeof args>;

const aPage = 6;
const aFilePage = 500;

const titles: Readonly<Record<FindingKind, (count: number) => string>> = {
  bypass: (count) => `${many(count, 'account')} whose actions are not recorded`,
  outdated: (count) =>
    `${many(count, 'mailbox', 'mailboxes')} with an audit set that misses something`,
  'left-out': (count) => `${many(count, 'mailbox', 'mailboxes')} not audited at all`,
};
const parts = { bypass: 'bypass', outdated: 'sets', 'left-out': 'rooms' } as const;

const countOf = ({ bypassed, mailboxes }: AuditScan, kind: FindingKind) =>
  ({ bypass: bypassed, outdated: mailboxes.outdated, 'left-out': mailboxes.leftOut })[kind];

function detailOf({ kind, differences = [], mailboxKind }: AuditFinding): string {
  if (kind === 'bypass') return 'AuditBypassEnabled: what they do in any mailbox is not recorded.';
  if (kind === 'left-out') return `${mailboxKind ?? 'Mailbox'} with AuditEnabled False.`;
  return differences
    .map(({ type, missing, extra }) => {
      const lacks = missing.length === 0 ? 'misses nothing' : `misses ${missing.join(', ')}`;
      return `${type} ${lacks}${extra.length === 0 ? '' : `; has also ${extra.join(', ')}`}.`;
    })
    .join(' ');
}

function unread(scan: AuditScan | undefined): Reply | undefined {
  if (scan !== undefined) return undefined;
  return problemReply(
    'No mailboxes have been read yet: “audit status” reads them.',
    'audit status',
  );
}

/** The asked kind, else the first of which there is one. */
function kindOf(asked: FindingKind | undefined, scan: AuditScan): FindingKind {
  return asked ?? findingKinds.find((kind) => countOf(scan, kind) > 0) ?? 'bypass';
}

async function listReply({ args: given, deps, request }: MailboxesCall): Promise<Reply> {
  const scan = await deps.auditing.scan();
  if (scan === undefined) return unread(scan) as Reply;
  const kind = kindOf(given.kind, scan);
  const count = countOf(scan, kind);
  const pages = Math.max(1, Math.ceil(count / aPage));
  const page = Math.min(Math.max(1, Math.trunc(request.page ?? 1)), pages);
  const ask = `audit mailboxes ${kind}`;
  const range = { after: (page - 1) * aPage, limit: aPage };
  const found = await deps.auditing.findings(scan, kind, range);
  const mayChange = request.level === 'admin';
  return {
    card: 'audit-mailboxes',
    asked: ask,
    look: { people: found.map(({ subject }) => subject.id) },
    data: {
      title: titles[kind](count),
      lead:
        scan.state === 'running'
          ? `So far: the reading goes on (${many(scan.mailboxes.mailboxes, 'mailbox', 'mailboxes')}).`
          : `Of ${many(scan.mailboxes.mailboxes, 'mailbox', 'mailboxes')}. Page ${page} of ${inFigures(pages)}.`,
      lines: found.map((one) => ({
        name: one.subject.name,
        detail: detailOf(one),
        enableAsk: mayChange ? `audit enable for ${one.subject.id}` : '',
      })),
      before: page > 1 ? { ask, page: page - 1 } : null,
      more: page < pages ? { ask, page: page + 1 } : null,
      enableAsk: mayChange && count > 0 ? `audit enable ${parts[kind]}` : '',
      notes: '“export” gives all of them as a file.',
    },
  };
}

async function table({ args: given, deps }: MailboxesCall): Promise<Table | Reply> {
  const { auditing } = deps;
  const scan = await auditing.scan();
  if (scan === undefined) return unread(scan) as Reply;
  const kind = kindOf(given.kind, scan);
  async function* pages() {
    for (let after = 0; ; after += aFilePage) {
      const found = await auditing.findings(scan as AuditScan, kind, { after, limit: aFilePage });
      if (found.length === 0) return;
      yield found.map((one) => [one.subject.name, one.subject.id, kind, detailOf(one)]);
    }
  }
  return {
    name: `audit-mailboxes-${kind}`,
    about: titles[kind](countOf(scan, kind)),
    columns: ['name', 'id', 'finding', 'detail'],
    pages: pages(),
  };
}

export const auditMailboxes = defineCommand({
  name: 'audit mailboxes',
  access: 'reader',
  summary: 'Mailboxes and accounts that “audit status” found to be audited less than they could be',
  examples: ['audit mailboxes', 'audit mailboxes outdated', 'audit mailboxes bypass'],
  args,
  run: listReply,
  table,
});
