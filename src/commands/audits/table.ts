import { actorName, targetName } from '../../domain/audit-words/actors.ts';
import { changeLines, failureOf, sentenceOf } from '../../domain/audit-words.ts';
import type { DirectoryAudit } from '../../domain/directory-audit.ts';
import type { DirectoryAuditLog } from '../../ports/directory-audit-log.ts';
import type { Table } from '../command.ts';
import { type AuditQuestion, isAsked, queriesOf } from './question.ts';
import { titleOf } from './title.ts';

const columns = [
  'time (UTC)',
  'what',
  'activity',
  'category',
  'result',
  'reason',
  'by',
  'by UPN',
  'by id',
  'from IP',
  'targets',
  'target ids',
  'changes',
  'service',
  'correlation id',
  'id',
] as const;

function cellsOf(entry: DirectoryAudit): string[] {
  const { actor, targets } = entry;
  return [
    entry.at.toISOString(),
    sentenceOf(entry),
    entry.activity,
    entry.category ?? '',
    entry.result ?? '',
    entry.reason ?? '',
    actorName(actor),
    actor.userPrincipalName ?? '',
    actor.id ?? '',
    actor.ip ?? '',
    targets.flatMap((target) => targetName(target) ?? []).join('; '),
    targets.flatMap(({ id }) => id ?? []).join('; '),
    targets.flatMap(({ changes }) => changeLines(changes)).join('; '),
    entry.service ?? '',
    entry.correlationId ?? '',
    entry.id,
  ];
}

async function* rowsOf(question: AuditQuestion, audits: DirectoryAuditLog, signal: AbortSignal) {
  const seen = new Set<string>();
  let left = question.top ?? Number.POSITIVE_INFINITY;
  for (const query of queriesOf(question)) {
    for await (const { rows } of audits.pages(query, { priority: 'poll', signal })) {
      const fresh = rows.filter(
        (row) =>
          !seen.has(row.id) &&
          isAsked(row, question) &&
          (!question.failed || failureOf(row) !== undefined),
      );
      for (const { id } of fresh) seen.add(id);
      yield fresh.slice(0, left).map(cellsOf);
      left -= fresh.length;
      if (left <= 0) return;
    }
  }
}

/** Every entry of the question, straight from Graph; of a person, first what she did, then what was done to her. */
export function auditTable(
  question: AuditQuestion,
  audits: DirectoryAuditLog,
  signal: AbortSignal,
): Table {
  return {
    name: ['audits', (question.person ?? question.by ?? question.on)?.name]
      .filter(Boolean)
      .join('-'),
    about: `${titleOf(question)}, ${question.rangeLabel}`,
    columns,
    pages: rowsOf(question, audits, signal),
  };
}
