import { textAt } from '../domain/record.ts';
import { parseInstant } from '../domain/sign-in.ts';
import type { Risk } from '../ports/risk.ts';
import type { GraphClient } from './client.ts';
import { refusalOf } from './errors.ts';

/** User risk over Graph: one request a second for all applications of the tenant together. */
export function createRisk({ graph }: { readonly graph: GraphClient }): Risk {
  return {
    async ofUser(userId, signal, priority = 'person') {
      const path = `/identityProtection/riskyUsers/${encodeURIComponent(userId)}`;
      try {
        const body = await graph.ask({ path, resource: 'risk', priority, signal });
        return {
          level: textAt(body, 'riskLevel') ?? 'none',
          state: textAt(body, 'riskState') ?? 'none',
          detail: textAt(body, 'riskDetail'),
          updatedAt: parseInstant(body.riskLastUpdatedDateTime),
        };
      } catch (thrown) {
        // Only those who were at risk once are known here.
        if (refusalOf(thrown)?.status !== 404) throw thrown;
        return { level: 'none', state: 'none' };
      }
    },
  };
}
