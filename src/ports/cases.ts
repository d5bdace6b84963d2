import type { Case } from '../domain/case.ts';

export interface Cases {
  find(tenantId: string, id: string): Promise<Case | undefined>;
  /** Unresolved cases, latest first, how many there are in all, and how many of them are silenced. */
  open(
    tenantId: string,
    limit: number,
  ): Promise<{ cases: Case[]; total: number; silenced: number }>;
  /** A user's unresolved cases, latest first, without their histories, and how many there are in all. */
  openOfUser(
    tenantId: string,
    userId: string,
    limit: number,
  ): Promise<{ cases: Case[]; total: number }>;
  /** Every case in which something happened since, resolved ones too, without their histories. */
  since(tenantId: string, from: Date): Promise<Case[]>;
}
