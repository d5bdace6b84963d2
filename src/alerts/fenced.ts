import type { AlertStore } from '../ports/alert-store.ts';
import type { Fence } from '../ports/lease.ts';

/** The same store, whose writes reject with `LeaseLost` once the lease has gone to another. */
export function fenced(store: AlertStore, fence: Fence): AlertStore {
  return { ...store, write: (tenantId, work) => store.write(tenantId, work, fence) };
}
