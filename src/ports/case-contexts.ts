import type { CaseContext } from '../domain/case-context.ts';

/** What was read around cases, kept so that it is read once. Failures are `AppError`s (`store-failed`). */
export interface CaseContexts {
  find(tenantId: string, caseId: string): Promise<CaseContext | undefined>;
  /** Takes the place of what was kept before. */
  save(tenantId: string, caseId: string, context: CaseContext): Promise<void>;
}
