import { describe, expect, it } from '@jest/globals';
import { createEvidence } from '../../src/auditing/evidence.ts';
import { AppError, type ErrorCode } from '../../src/errors.ts';
import { createSteadyClock } from '../graph/steady-clock.ts';

const now = new Date('2026-11-22T20:00:00Z');
const { signal } = new AbortController();

/** A log in which this bot may still search so often, and that answers a search so. */
function world({ left = 9, refuses }: { left?: number; refuses?: ErrorCode } = {}) {
  const clock = createSteadyClock(now);
  const counts = { submitted: 0, cancelled: 0, left };
  const evidence = createEvidence({
    tenantId: 'tenant-1',
    clock,
    submissionsADay: left,
    jobs: {
      recent: async () => [],
      records: async function* () {},
      takeSubmission: async () => {
        counts.left -= 1;
        return counts.left >= 0;
      },
    },
    search: {
      async submit() {
        counts.submitted += 1;
        if (refuses) throw new AppError(refuses, 'refused');
        return { id: 'search-1' };
      },
      async cancel() {
        counts.cancelled += 1;
      },
    },
  });
  return { evidence, counts, clock };
}

describe('what the log shows of itself', () => {
  it('is asked by a search that is taken back at once, and remembered for a while', async () => {
    const { evidence, counts, clock } = world();
    expect(await evidence(signal)).toEqual({ kind: 'taken', searchedAt: now });
    await evidence(signal);
    expect(counts).toMatchObject({ submitted: 1, cancelled: 1 });
    await evidence(signal, true);
    clock.advance(6 * 60_000);
    await evidence(signal);
    expect(counts.submitted).toBe(3);
  });

  it('is a refusal where the log is off', async () => {
    const { evidence } = world({ refuses: 'auditing-off' });
    expect(await evidence(signal)).toEqual({ kind: 'disabled', searchedAt: now });
  });

  it('is nothing, with the reason, where it may not be searched or no search is left', async () => {
    const refused = await world({ refuses: 'permission-missing' }).evidence(signal);
    expect(refused).toMatchObject({ kind: 'none', permission: 'AuditLogsQuery.Read.All' });
    const spent = world({ left: 0 });
    expect(await spent.evidence(signal)).toMatchObject({ kind: 'none' });
    expect(spent.counts.submitted).toBe(0);
  });
});
