import { type Kysely, sql } from 'kysely';
import type { Database, OutboxKind } from './schema.ts';

interface NewTask {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly kind: OutboxKind;
  readonly subject: string;
  readonly dueAt: Date;
  /** A row that waits for a later time, and for no retry, is due then. */
  readonly hastens?: boolean | undefined;
}

/** A reply is about one step of one case. */
export function replySubject(caseId: string, step: number): string {
  return `${caseId}#${step}`;
}

export function readReplySubject(subject: string): { caseId: string; step: number } {
  const at = subject.lastIndexOf('#');
  return { caseId: subject.slice(0, at), step: Number(subject.slice(at + 1)) };
}

/**
 * Adds a task, or marks the one that is there as asked for again: one row per subject is why several
 * updates collapse and none overtakes its post. A row that waits for a later time keeps it unless it is hastened; one given up starts afresh.
 */
export async function enqueue(db: Kysely<Database>, task: NewTask): Promise<void> {
  const revived = sql<boolean>`outbox.state = 'given-up'`;
  const moved = task.hastens
    ? sql<boolean>`${revived} or (outbox.state = 'pending' and outbox.attempts = 0 and excluded.due_at < outbox.due_at)`
    : revived;
  await db
    .insertInto('outbox')
    .values({
      id: task.id,
      tenant_id: task.tenantId,
      conversation_id: task.conversationId,
      kind: task.kind,
      subject: task.subject,
      state: 'pending',
      revision: 1,
      attempts: 0,
      due_at: task.dueAt.getTime(),
      claimed_at: null,
      token: null,
      last_error: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'conversation_id', 'kind', 'subject']).doUpdateSet({
        revision: sql`outbox.revision + 1`,
        due_at: sql`case when ${moved} then excluded.due_at else outbox.due_at end`,
        attempts: sql`case when ${revived} then 0 else outbox.attempts end`,
        state: sql`case when ${revived} then 'pending' else outbox.state end`,
      }),
    )
    .execute();
}
