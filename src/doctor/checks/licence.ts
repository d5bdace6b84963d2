import type { Probes } from '../../ports/probes.ts';
import { type Check, fail, type Outcome, ok, skip, warn } from '../check.ts';

const plans = { p1: 'AAD_PREMIUM', p2: 'AAD_PREMIUM_P2', audit: 'M365_ADVANCED_AUDITING' };

const noP1 = fail(
  'this tenant has neither Entra ID P1 nor P2',
  'Get Entra ID P1 or P2 (one licence in the tenant opens the log): Microsoft serves sign-ins over Graph with it only. Directory audits work without.',
);
const noP2 = (evidence: string) =>
  warn(
    `${evidence}, no P2`,
    'Nothing to mend unless you want users’ risk in answers and alerts: that needs Entra ID P2.',
  );

function byPlans(held: ReadonlySet<string>): Outcome {
  const auditing = held.has(plans.audit) ? 'Audit Premium' : 'Audit Standard';
  if (held.has(plans.p2)) return ok(`Entra ID P2, ${auditing}`);
  return held.has(plans.p1) ? noP2(`Entra ID P1, ${auditing}`) : noP1;
}

/** What Graph serves tells what the tenant has, where its plans may not be read. */
async function inferred(probes: Probes, signal: AbortSignal): Promise<Outcome> {
  const [signIns, risk] = await Promise.all([
    probes.graph.use('sign-ins', signal),
    probes.graph.use('risk', signal),
  ]);
  if (signIns === 'no-licence') return noP1;
  if (signIns !== 'granted') return skip('can’t be told: sign-ins may not be read');
  if (risk === 'no-licence') return noP2('Entra ID P1 (sign-ins are served)');
  return ok(
    risk === 'granted'
      ? 'Entra ID P2 (risk is served)'
      : 'Entra ID P1 or P2 (sign-ins are served); P2 can’t be told',
  );
}

export const licence: Check = {
  id: 'licence',
  title: 'Licence',
  needs: ['graph', 'consent', 'permission:AuditLog.Read.All'],
  async run(probes, signal) {
    const held = await probes.graph.plans(signal);
    return held === undefined ? inferred(probes, signal) : byPlans(held);
  },
};
