import type { KeptLook } from '../../domain/look.ts';
import type { Table } from '../command.ts';
import type { CommandDeps } from '../deps.ts';
import { type LooksAsked, titleOf } from './question.ts';

const columns = [
  'row',
  'time (UTC)',
  'by',
  'by id',
  'level',
  'where',
  'conversation id',
  'door',
  'command',
  'line',
  'people ids',
  'policy ids',
  'record ids',
  'rows shown',
  'reason',
  'outcome',
  'why',
] as const;

const pageSize = 500;

function cellsOf(look: KeptLook): string[] {
  const { by, where, people = [], policies = [], records = [] } = look;
  return [
    String(look.sequence),
    look.at.toISOString(),
    by.name,
    by.id,
    by.level,
    where.kind,
    where.conversationId,
    look.door,
    look.command,
    look.line,
    people.join('; '),
    policies.join('; '),
    records.join('; '),
    look.rows === undefined ? '' : String(look.rows),
    look.reason ?? '',
    look.outcome,
    look.why ?? '',
  ];
}

async function* pagesOf(asked: LooksAsked, { looks, tenantId }: CommandDeps) {
  const question = { personId: asked.person?.id, window: asked.window, most: pageSize };
  for (let skip = 0; ; skip += pageSize) {
    const page = await looks.record.list(tenantId, { ...question, skip });
    if (page.length > 0) yield page.map(cellsOf);
    if (page.length < pageSize) return;
  }
}

/** All looks of a question, newest first. */
export function looksTable(asked: LooksAsked, deps: CommandDeps): Table {
  const { person, rangeLabel } = asked;
  return {
    name: person ? `who-looked-${person.name}` : 'who-looked',
    about: `${titleOf(asked)}, ${rangeLabel}`,
    columns,
    pages: pagesOf(asked, deps),
  };
}
