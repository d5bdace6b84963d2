import { describe, expect, it } from '@jest/globals';
import { readOn } from '../../src/auditing/scan-step.ts';
import { beginScan } from '../../src/domain/auditing/audit-scan.ts';
import type { MailboxAuditing } from '../../src/domain/auditing/mailbox-auditing.ts';
import { openStore } from '../../src/store/open-store.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { createSteadyClock } from '../graph/steady-clock.ts';

const tenantId = 'tenant-1';
const pages = 100;
const aPage = 1000;
const { signal } = new AbortController();
const goOn = async () => undefined;

const mailboxAt = (index: number): MailboxAuditing => ({
  id: `id-${index}`,
  name: `Employee ${index}`,
  userPrincipalName: `e${index}@contoso.example`,
  kind: 'UserMailbox',
  isEnabled: true,
  managed: index % 100 === 0 ? ['Admin', 'Delegate'] : ['Admin', 'Delegate', 'Owner'],
  actions: { Admin: [], Delegate: [], Owner: index % 100 === 0 ? ['HardDelete'] : [] },
});

/** 100,000 mailboxes; each page takes a second. `diesAt`: the process ends while it reads that page. */
async function world(diesAt?: number) {
  const clock = createSteadyClock(new Date('2026-11-22T20:00:00Z'));
  const store = await openStore('sqlite::memory:', { log: recordingLog() });
  const asked: (string | undefined)[] = [];
  const dying = new AbortController();
  const deps = {
    tenantId,
    scans: store.auditScans,
    clock,
    random: () => 0.5,
    switches: {
      async mailboxes(_: unknown, from?: string) {
        const page = Number(from ?? 0);
        asked.push(from);
        clock.advance(1000);
        if (asked.length === diesAt) dying.abort(new Error('the process ends'));
        const rows = Array.from({ length: aPage }, (__, at) => mailboxAt(page * aPage + at));
        return { rows, ...(page + 1 < pages && { next: String(page + 1) }) };
      },
      bypasses: async () => ({ rows: [] }),
    },
  };
  await store.auditScans.begin(beginScan(tenantId, 'scan-1', clock.now()));
  return { deps, store, asked, clock, dying };
}

describe('reading 100,000 mailboxes', () => {
  it('takes turns of bounded time, each page once, and finds each mailbox that misses something', async () => {
    const { deps, store, asked, clock } = await world();
    let turns = 0;
    for (; (await store.auditScans.latest(tenantId))?.state === 'running'; turns += 1) {
      const before = clock.now().getTime();
      await readOn(deps, goOn, signal);
      expect(clock.now().getTime() - before).toBeLessThanOrEqual(20_000);
    }
    expect(turns).toBeGreaterThan(5);
    expect(asked).toHaveLength(pages);
    const scan = await store.auditScans.latest(tenantId);
    expect(scan?.mailboxes).toMatchObject({ mailboxes: 100_000, outdated: 1_000 });
    expect(scan?.mailboxes.owner).toMatchObject({ Send: 99_000, HardDelete: 100_000, Move: 0 });
    const last = await store.auditScans.findings({ tenantId, id: 'scan-1' }, 'outdated', {
      after: 999,
      limit: 5,
    });
    expect(last.map(({ subject }) => subject.name)).toEqual(['Employee 99900']);
    await store.close();
  });

  it('goes on from the last page that was kept when the process died', async () => {
    const { deps, store, asked, dying } = await world(4);
    const switches = {
      ...deps.switches,
      mailboxes: async (...given: Parameters<typeof deps.switches.mailboxes>) => {
        const page = await deps.switches.mailboxes(...given);
        dying.signal.throwIfAborted();
        return page;
      },
    };
    await expect(readOn({ ...deps, switches }, goOn, dying.signal)).rejects.toThrow('ends');
    expect((await store.auditScans.latest(tenantId))?.mailboxes.mailboxes).toBe(3_000);
    await readOn(deps, goOn, signal);
    expect(asked.slice(0, 5)).toEqual([undefined, '1', '2', '3', '3']);
    await store.close();
  });
});
