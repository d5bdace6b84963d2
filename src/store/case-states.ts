import { sql } from 'kysely';

/**
 * States as a part of the statement, word for word as in the partial indices, so that a plan which is made
 * before the values are known goes by them too.
 */
export const isUnresolved = sql<boolean>`cases.state != 'resolved'`;
export const isResolved = sql<boolean>`cases.state = 'resolved'`;
export const isOpen = sql<boolean>`cases.state = 'open'`;
export const isSnoozed = sql<boolean>`cases.state = 'snoozed'`;
