import { unitIds } from './identities.ts';
import type { Person } from './people.ts';

/** An administrative unit; who is in it goes by the department. */
export interface AdministrativeUnit {
  readonly id: string;
  readonly displayName: string;
  readonly department: string | undefined;
}

/** All administrative units of the tenant. */
export const administrativeUnits: readonly AdministrativeUnit[] = [
  { id: unitIds.salesOffice, displayName: 'Sales office', department: 'Sales' },
  { id: unitIds.empty, displayName: 'New office', department: undefined },
];

/** People in the unit: it has no units of its own. */
export function isInUnit({ department }: AdministrativeUnit, person: Person): boolean {
  return department !== undefined && person.department === department;
}
