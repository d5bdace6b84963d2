import type { CommandDeps } from '../../src/commands/deps.ts';
import { AppError } from '../../src/errors.ts';

/** A bot that does not ask Exchange, in a tenant that nothing is known of. */
export function createFakeAuditing(): Pick<CommandDeps, 'auditing' | 'tenantFacts'> {
  const off = async () => {
    throw new AppError('not-allowed', 'This bot does not ask Exchange Online.', {
      hint: 'Set EXCHANGE_ACCESS=read.',
    });
  };
  return {
    auditing: {
      exchange: {
        access: 'off',
        ingestion: off,
        organisation: off,
        mailboxes: off,
        bypasses: off,
        mailbox: off,
        bypass: off,
      },
      evidence: async () => ({ kind: 'none', reason: 'nobody asked' }),
      scan: async () => undefined,
      beginScan: off,
      findings: async () => [],
      change: off,
      changes: async () => [],
      countChanges: async () => ({}),
      lastChange: async () => 0,
      openFor: async () => new Map(),
      follow: async () => undefined,
    },
    tenantFacts: {
      name: async () => 'Contoso (contoso.example)',
      licences: async () => ({ products: ['SPE_E3'], entra: 'P1', audit: 'standard' }),
    },
  };
}
