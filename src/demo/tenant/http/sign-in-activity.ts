import type { JsonObject } from '../json.ts';
import { withSevenDigits } from '../sign-in-times.ts';
import type { Tenant } from '../tenant.ts';

/** The last sign-ins of everybody who has any, by object id. */
export function signInActivityOf(tenant: Tenant): Map<string, JsonObject> {
  const nowMs = tenant.now().getTime();
  const found = new Map<string, JsonObject>();
  for (const row of tenant.signIns.entries) {
    const id = row.about.person?.id;
    if (id === undefined || row.visibleAtMs > nowMs) continue;
    const activity = found.get(id) ?? {};
    const prefix = row.about.kind === 'interactiveUser' ? 'lastSignIn' : 'lastNonInteractiveSignIn';
    const at = withSevenDigits(row.atMs, row.seq);
    activity[`${prefix}DateTime`] = at;
    activity[`${prefix}RequestId`] = row.id;
    if (row.code === 0) {
      activity.lastSuccessfulSignInDateTime = at;
      activity.lastSuccessfulSignInRequestId = row.id;
    }
    found.set(id, activity);
  }
  return found;
}
