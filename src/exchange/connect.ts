import type { AuditSwitches, ExchangeAccess } from '../ports/audit-switches.ts';
import { createAuditSwitches } from './audit-switches.ts';
import { createExchangeClient, type ExchangeClientOptions } from './client.ts';

/** Exchange Online behind its port. Throws an `AppError` for an endpoint that cannot be right. */
export function connectExchange(
  options: ExchangeClientOptions & { readonly access: ExchangeAccess },
): AuditSwitches {
  return createAuditSwitches({ exchange: createExchangeClient(options), access: options.access });
}
