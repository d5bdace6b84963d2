import { accountsContract } from '../contract/accounts-contract.ts';
import { createFakeAccounts } from './accounts.ts';

accountsContract('in memory', async () => {
  const known = {
    id: 'a11ce000-0000-4000-8000-000000000001',
    name: 'Alice Example',
    userPrincipalName: 'alice@contoso.example',
  };
  const manager = { ...known, id: 'a11ce000-0000-4000-8000-000000000002', name: 'Bob Boss' };
  const guestId = 'a11ce000-0000-4000-8000-000000000003';
  const deleted = {
    id: 'a11ce000-0000-4000-8000-000000000004',
    name: 'Dora Left',
    userPrincipalName: 'dora@contoso.example',
  };
  const createdAt = new Date('2024-01-01T00:00:00Z');
  return {
    ...createFakeAccounts({
      profiles: [
        { ...known, guest: false, createdAt },
        { ...known, id: guestId, guest: true, createdAt },
      ],
      managers: { [known.id]: manager },
      deleted: [{ ...deleted, deletedAt: createdAt }],
      risks: { [known.id]: { level: 'medium', state: 'atRisk', updatedAt: createdAt } },
      roles: { [manager.id]: [{ id: 'role', name: 'Security Reader' }] },
    }),
    known: { id: known.id, name: known.name, managerId: manager.id },
    guestId,
    admin: { id: manager.id, role: 'Security Reader' },
    deleted,
    close: async () => {},
  };
});
