import { AppError, type ErrorCode } from '../../errors.ts';
import type { Sights } from '../../ports/sights.ts';
import type { CommandDeps } from '../deps.ts';
import type { CommandRequest, Reply } from '../request.ts';
import { Glance } from './glance.ts';
import { leftOutLines } from './left-out.ts';
import { reasonReply } from './reason-reply.ts';
import { sightedAudits } from './sighted-audits.ts';
import { sightedCases, sightedSilencing } from './sighted-cases.ts';
import { sightedExports } from './sighted-exports.ts';
import { sightedDirectory, sightedProfiles, sightedRisk, sightedRoles } from './sighted-people.ts';
import { createSightedReaders, type SightedReaders } from './sighted-readers.ts';
import { sightedSearches } from './sighted-searches.ts';
import { sightedSignIns } from './sighted-sign-ins.ts';
import {
  sightedAuditing,
  sightedCounts,
  sightedCoverage,
  sightedDigest,
  sightedPolicies,
  sightedTrials,
} from './sighted-tenant.ts';

/** What a command may ask of the outside for one asker, and what came of it. */
export interface Through {
  readonly deps: CommandDeps;
  readonly glance?: Glance;
}

/** Everything a command can read of people, as this asker may see it: no command can forget to ask. */
function sightedDeps(
  deps: CommandDeps & { readonly sights: Sights },
  readers: SightedReaders,
  glance: Glance,
  { asker }: CommandRequest,
): CommandDeps {
  const ports = {
    ...deps,
    signIns: sightedSignIns(deps.signIns, glance),
    audits: sightedAudits(deps.audits, glance),
    directory: sightedDirectory(deps.directory, glance, asker.id),
    policies: sightedPolicies(deps.policies, glance),
    profiles: sightedProfiles(deps.profiles, glance),
    risk: sightedRisk(deps.risk, glance),
    roles: sightedRoles(deps.roles, glance),
    cases: sightedCases(deps.cases, glance, deps.clock),
    silencing: sightedSilencing(deps.silencing, glance),
    searches: sightedSearches(deps.searches, glance, asker.id),
    drawDigest: sightedDigest({ ...deps, draw: deps.drawDigest }, glance),
    coverage: sightedCoverage(deps.coverage, glance),
    auditing: sightedAuditing(deps.auditing, glance),
    trials: sightedTrials(deps.trials, glance),
    signInCounts: sightedCounts(deps.signInCounts, glance),
    exports: sightedExports(deps.exports, deps.sights, glance),
  };
  return { ...ports, ...readers.readers(glance, ports) };
}

/** How a dispatcher sees the outside: through the eyes of whoever asks. */
export function createLookThrough(deps: CommandDeps) {
  const readers = createSightedReaders(deps, deps.clock);

  return async (request: CommandRequest, reason: string | undefined): Promise<Through> => {
    const { sights } = deps;
    if (sights === undefined) return { deps };
    const sight = await sights.of(request.asker, request.signal);
    // Letter by letter a reason is not given yet.
    const glance = new Glance(sight, request.isAside ? undefined : (reason ?? request.reason));
    const isWhole = !sight.scope && !sight.policiesWithheld && !sight.protectsSomebody;
    if (isWhole)
      return { deps: { ...deps, exports: sightedExports(deps.exports, sights, glance) } };
    return { glance, deps: sightedDeps({ ...deps, sights }, readers, glance, request) };
  };
}

const refusals: readonly ErrorCode[] = ['policies-withheld', 'out-of-scope'];

function refusalReply({ message, hint = '' }: AppError): Reply {
  return { card: 'refused', data: { sentence: message, problem: hint, needed: '' } };
}

/** Runs a command; what the asker may not see becomes a sentence, whatever the command made of it. */
export async function settled(
  { glance }: Through,
  line: string,
  request: CommandRequest,
  run: () => Promise<Reply>,
): Promise<Reply> {
  if (glance === undefined) return run();
  let reply: Reply | undefined;
  let failure: unknown;
  try {
    reply = await run();
  } catch (thrown) {
    failure = thrown;
  }
  if (glance.reasonNeededFor) return reasonReply(glance.reasonNeededFor, line, request);
  if (glance.refusal) return refusalReply(glance.refusal);
  if (failure instanceof AppError && refusals.includes(failure.code)) return refusalReply(failure);
  if (reply === undefined) throw failure;
  return withTraces(reply, glance);
}

/** What was left out stands on the card, and why a protected person was looked at in the bot's own record. */
export function withTraces(reply: Reply, glance: Glance): Reply {
  const opened = [...glance.opened.values()];
  const reason = [...new Set(opened.map((one) => one.reason))].join('; ');
  const people = [...(reply.look?.people ?? []), ...opened.map(({ person }) => person.key)];
  return {
    ...reply,
    leftOut: reply.leftOut ?? leftOutLines(glance),
    ...(opened.length > 0 && { look: { ...reply.look, reason, people } }),
  };
}
