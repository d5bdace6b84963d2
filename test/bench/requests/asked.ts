import type { RunningTenant } from '../../../src/demo/tenant/server.ts';

/** Requests to Graph so far; those for tokens are left out. */
export function asked({ requests }: RunningTenant): number {
  return requests.filter(({ path }) => /^\/(v1\.0|beta)\//.test(path)).length;
}
