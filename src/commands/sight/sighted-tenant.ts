import type { Digest, OpenCase } from '../../domain/digest.ts';
import { AppError } from '../../errors.ts';
import type { Auditing } from '../../ports/auditing.ts';
import type { Cases } from '../../ports/cases.ts';
import type { CoverageLog } from '../../ports/coverage.ts';
import type { DrawDigest } from '../../ports/digests.ts';
import type { Policies } from '../../ports/policies.ts';
import type { ReplayedCase, RuleTrials } from '../../ports/rule-trials.ts';
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

interface DigestParts {
  readonly draw: DrawDigest;
  /** As they are: whom a line of the digest is about. */
  readonly cases: Pick<Cases, 'find'>;
  readonly tenantId: string;
}

/** The digest counts everybody and names the policies that struck; protected people are in its figures, not in its lists. */
export function sightedDigest({ draw, cases, tenantId }: DigestParts, glance: Glance): DrawDigest {
  async function isShown({ id }: OpenCase): Promise<boolean> {
    const open = await cases.find(tenantId, id);
    return open === undefined || glance.shows(id, open.user);
  }

  async function through(digest: Digest): Promise<Digest> {
    const { figures, open } = digest;
    const shown = await Promise.all(open.cases.map(isShown));
    if (glance.sight.protectsSomebody) glance.hidden.ranks = true;
    return {
      ...digest,
      // Ranks name people without saying which of a name they are.
      figures: glance.sight.protectsSomebody ? { ...figures, topPeople: [] } : figures,
      open: { ...open, cases: open.cases.filter((_, place) => shown[place]) },
    };
  }

  return async (day, timeZone) => {
    guard(glance, scopeRefusal(glance) ?? policyRefusal(glance));
    return draw(day, timeZone, through);
  };
}

/** What was read of the whole tenant, and how much of it was blocked; that a read failed is no secret. */
export function sightedCoverage(coverage: CoverageLog, glance: Glance): CoverageLog {
  const refusal = scopeRefusal(glance);
  if (refusal === undefined) return coverage;
  const no = async () => {
    throw glance.refuse(refusal);
  };
  return { ...coverage, spans: no, sweeps: no, lateArrivals: no, blockedIn: no, hours: no };
}

/** Trials judge records of everybody by rules about policies. */
export function sightedTrials(trials: RuleTrials, glance: Glance): RuleTrials {
  return {
    ...trials,
    async replay(ruleId, window, signal) {
      guard(glance, scopeRefusal(glance) ?? policyRefusal(glance));
      const replay = await trials.replay(ruleId, window, signal);
      const isShown = ({ alert }: ReplayedCase) => glance.shows(alert.latest.id, alert.user);
      return replay && { ...replay, cases: replay.cases.filter(isShown) };
    },
  };
}

export function sightedCounts(counts: SignInCounts, glance: Glance): SignInCounts {
  return {
    async blocked(window, signal) {
      guard(glance, scopeRefusal(glance));
      return counts.blocked(window, signal);
    },
  };
}

/** Mailboxes and switches are the tenant's. */
export function sightedAuditing(auditing: Auditing, glance: Glance): Auditing {
  const refusal = scopeRefusal(glance);
  if (refusal === undefined) return auditing;
  const refuse = async (): Promise<never> => {
    throw glance.refuse(refusal);
  };
  return {
    exchange: {
      ...{ access: auditing.exchange.access, ingestion: refuse, organisation: refuse },
      ...{ mailboxes: refuse, bypasses: refuse, mailbox: refuse, bypass: refuse },
    },
    ...{ evidence: refuse, scan: refuse, beginScan: refuse, findings: refuse },
    ...{ change: refuse, changes: refuse, countChanges: refuse, lastChange: refuse },
    ...{ openFor: refuse, follow: refuse },
  };
}
