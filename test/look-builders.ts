import type { Look } from '../src/domain/look.ts';
import { minutesAfter, noon } from './builders.ts';

export const olga = {
  id: 'bbbbbbbb-0000-4000-8000-000000000001',
  name: 'Olga Operator',
  level: 'operator',
} as const;

/** Somebody's question about the tenant's sign-ins, so many minutes past noon. */
export function aLook(minute: number, change: Partial<Look> = {}): Look {
  return {
    at: minutesAfter(noon, minute),
    by: olga,
    where: { kind: 'personal', conversationId: 'a:olga' },
    door: 'message',
    command: 'signins',
    line: 'signins last 24h',
    rows: 6,
    outcome: 'answered',
    ...change,
  };
}
