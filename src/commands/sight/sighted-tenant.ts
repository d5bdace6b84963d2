import { AppError } from '../../errors.ts';
import type { CoverageLog } from '../../ports/coverage.ts';
import type { DrawDigest } from '../../ports/digests.ts';
import type { Policies } from '../../ports/policies.ts';
import type { SignInCounts } from '../../ports/sign-in-counts.ts';
import { type Glance, wholeTenant } from './glance.ts';

/** Why what concerns everybody is not shown to this asker; undefined: it is. */
const scopeRefusal = ({ sight: { scope } }: Glance) => scope && wholeTenant(scope.names);

function policyRefusal({ sight: { policiesWithheld } }: Glance): AppError | undefined {
  return policiesWithheld === undefined
    ? undefined
    : new AppError('policies-withheld', policiesWithheld);
}

/** Rejects where the asker has no right to the whole. */
function guard(glance: Glance, refusal: AppError | undefined): void {
  if (refusal !== undefined) throw glance.refuse(refusal);
}

/**
 * Policies are nobody’s in a scope: there they are not to be had, yet a sign-in of hers still says which applied.
 */
export function sightedPolicies(policies: Policies, glance: Glance): Policies {
  const withheld = policyRefusal(glance);
  const scoped = scopeRefusal(glance);
  const refusal = withheld ?? scoped;
  const check = () => {
    if (refusal) throw refusal;
  };
  return {
    async all(signal) {
      check();
      return policies.all(signal);
    },
    async namedLocations(signal) {
      check();
      return policies.namedLocations(signal);
    },
  };
}

/** The digest counts everybody and names the policies that struck. */
export function sightedDigest(draw: DrawDigest, glance: Glance): DrawDigest {
  return async (day, timeZone) => {
    guard(glance, scopeRefusal(glance) ?? policyRefusal(glance));
    return draw(day, timeZone);
  };
}

/** What was read of the whole tenant, and how much of it was blocked. */
export function sightedCoverage(coverage: CoverageLog, glance: Glance): CoverageLog {
  const refusal = scopeRefusal(glance);
  if (refusal === undefined) return coverage;
  const no = async () => {
    throw glance.refuse(refusal);
  };
  return { spans: no, failures: no, sweeps: no, lateArrivals: no, blockedIn: no, hours: no };
}

export function sightedCounts(counts: SignInCounts, glance: Glance): SignInCounts {
  return {
    async blocked(window, signal) {
      guard(glance, scopeRefusal(glance));
      return counts.blocked(window, signal);
    },
  };
}
