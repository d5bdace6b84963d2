import type { Leases } from '../ports/lease.ts';
import { type ChangeDeps, changeOn } from './change-step.ts';
import { type FollowDeps, showFollowers } from './follow.ts';
import { readOn, type ScanDeps } from './scan-step.ts';

export interface AuditRunnerDeps {
  readonly tenantId: string;
  readonly scanning: ScanDeps;
  readonly changing: ChangeDeps;
  readonly following: FollowDeps;
  readonly leases: Leases;
  readonly newId: () => string;
  readonly clock: ScanDeps['clock'];
}

/** The tasks of looking through mailboxes and of changing auditing, for loops. Each is done by one replica at a time. */
export interface AuditRunner {
  /** Reads on in the list of mailboxes. */
  scan(signal: AbortSignal): Promise<void>;
  /** Takes every step of changes that is due. */
  change(signal: AbortSignal): Promise<void>;
  /** Edits every card that is due. */
  show(signal: AbortSignal): Promise<void>;
  /** Lets another replica go on at once; call it at the end. */
  release(): Promise<void>;
}

/** Longer than one request with its tries takes; renewed between them. */
const leaseMs = 4 * 60_000;

class TurnLost extends Error {
  override readonly name = 'TurnLost';
}

const jobs = { scan: 'audit-scan', change: 'audit-changes', show: 'audit-cards' } as const;

export function createAuditRunner(deps: AuditRunnerDeps): AuditRunner {
  const { tenantId, leases, clock } = deps;
  const holder = deps.newId();
  const hold = (job: string) => leases.acquire({ tenantId, job, holder }, clock.now(), leaseMs);

  async function alone(job: string, work: (goOn: () => Promise<void>) => Promise<void>) {
    if (!(await hold(job))) return;
    try {
      await work(async () => {
        if (!(await hold(job))) throw new TurnLost('another replica has this task');
      });
    } catch (thrown) {
      if (!(thrown instanceof TurnLost)) throw thrown;
    }
  }

  return {
    scan: (signal) => alone(jobs.scan, (goOn) => readOn(deps.scanning, goOn, signal)),
    change: (signal) => alone(jobs.change, (goOn) => changeOn(deps.changing, goOn, signal)),
    show: (signal) => alone(jobs.show, (goOn) => showFollowers(deps.following, goOn, signal)),
    async release() {
      for (const job of Object.values(jobs)) await leases.release({ tenantId, job, holder });
    },
  };
}
