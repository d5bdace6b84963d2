import { beginScan } from '../domain/auditing/audit-scan.ts';
import type { AuditSwitches } from '../ports/audit-switches.ts';
import type { AuditChanges, AuditFollowers, AuditScans } from '../ports/audit-work.ts';
import type { Auditing } from '../ports/auditing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { targetIn } from '../ports/notifier.ts';

export interface DeskDeps {
  readonly tenantId: string;
  readonly switches: AuditSwitches;
  readonly evidence: Auditing['evidence'];
  readonly scans: AuditScans;
  readonly changes: AuditChanges;
  readonly followers: AuditFollowers;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
}

const firstEditMs = 1_000;

/** Takes questions and wishes about auditing in. The work is the runner's. */
export function createAuditing(deps: DeskDeps): Auditing {
  const { tenantId, switches, scans, changes, followers, clock } = deps;
  return {
    exchange: switches,
    evidence: deps.evidence,
    scan: () => scans.latest(tenantId),
    beginScan: () => scans.begin(beginScan(tenantId, deps.newId(), clock.now())),
    findings: (scan, kind, range) => scans.findings(scan, kind, range),
    change: (wanted, { id, name }) =>
      changes.add({ tenantId, by: { id, name }, askedAt: clock.now() }, wanted),
    changes: (range) => changes.list(tenantId, range),
    countChanges: (range) => changes.count(tenantId, range),
    lastChange: () => changes.last(tenantId),
    openFor: (keys) => changes.openFor(tenantId, keys),

    async follow(follows, { place, asker, timeZone, line, askedAt }) {
      const { conversation, activityId, onlyFor } = place;
      const now = clock.now();
      const follower = {
        tenantId,
        target: targetIn(conversation, onlyFor),
        activityId,
        asker: { id: asker.id, name: asker.name, channelUserId: asker.channelUserId },
        timeZone,
        line,
        askedAt,
        follows,
        shown: '',
        shownAt: now,
        // A message that was posted this moment is not found by its id everywhere yet.
        dueAt: new Date(now.getTime() + firstEditMs),
        failures: 0,
      };
      await followers.follow(follower).catch((err: unknown) => {
        deps.log.error({ err }, 'a card about auditing will not be kept up to date');
      });
    },
  };
}
