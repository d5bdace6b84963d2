import type { Case } from '../domain/case.ts';

export interface Cases {
  find(tenantId: string, id: string): Promise<Case | undefined>;
  /** Unresolved cases, latest first, and how many there are in all. */
  open(tenantId: string, limit: number): Promise<{ cases: Case[]; total: number }>;
  /** Every case in which something happened since, resolved ones too, without their histories. */
  since(tenantId: string, from: Date): Promise<Case[]>;
}
