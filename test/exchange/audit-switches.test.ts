import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alice, obrien, tenantId } from '../../src/demo/tenant/identities.ts';
import { AppError } from '../../src/errors.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';
import { auditSwitchesContract } from '../contract/audit-switches-contract.ts';
import { startScriptedServer } from '../graph/scripted-server.ts';
import { type OpenExchange, openExchange } from './open-exchange.ts';

auditSwitchesContract('Exchange Online', async () => {
  const open = await openExchange();
  const { exchange } = open.tenant;
  return {
    switches: open.switches,
    person: {
      id: alice.id,
      name: alice.displayName,
      userPrincipalName: alice.userPrincipalName,
    },
    setDehydrated: (isDehydrated) => exchange.change({ isDehydrated }),
    takeEffect: () => open.clock.advance(61_000),
    forgetPages: () => open.clock.advance(3_600_000),
    close: open.close,
  };
});

const read: ReadOptions = { priority: 'person' };
const failed = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => {
      throw new Error('it was answered');
    },
    (thrown) => {
      expect(thrown).toBeInstanceOf(AppError);
      return thrown as AppError;
    },
  );

describe('Exchange Online', () => {
  let open: OpenExchange;
  beforeEach(async () => {
    open = await openExchange();
  });
  afterEach(() => open.close());

  const asked = () => open.running.requests.filter(({ path }) => path.includes('/adminapi/'));

  it('is not asked at all while the setting says off', async () => {
    const switches = open.connect({ access: 'off' });
    const error = await failed(switches.ingestion(read));
    expect([error.code, error.hint]).toEqual([
      'not-allowed',
      expect.stringContaining('EXCHANGE_ACCESS=read'),
    ]);
    expect(asked()).toEqual([]);
  });

  it('is not changed while the setting says read', async () => {
    const switches = open.connect({ access: 'read' });
    expect(await switches.ingestion(read)).toEqual({ isOn: true });
    const error = await failed(switches.apply({ kind: 'ingestion', on: false }, read));
    expect([error.code, error.hint]).toEqual([
      'not-allowed',
      expect.stringContaining('EXCHANGE_ACCESS=write'),
    ]);
    expect(asked()).toHaveLength(1);
  });

  it.each<[string, (world: OpenExchange) => void, RegExp]>([
    [
      'the permission',
      ({ tenant }) => tenant.revoke('Exchange.ManageAsApp'),
      /Exchange\.ManageAsApp .*admin consent/,
    ],
    [
      'every role',
      ({ tenant }) => tenant.exchange.change({ roles: [] }),
      /Global Reader.*View-Only Configuration/,
    ],
    [
      'the role of one cmdlet',
      ({ tenant }) => tenant.exchange.change({ roles: ['View-Only Recipients'] }),
      /Global Reader.*View-Only Configuration/,
    ],
  ])('names what is missing where the application lacks %s', async (_, change, hint) => {
    change(open);
    const error = await failed(open.switches.ingestion(read));
    expect(error.code).toBe('permission-missing');
    expect(error.hint).toMatch(hint);
    expect(asked()).toHaveLength(1);
  });

  it('names the role that a change needs beyond reading', async () => {
    open.tenant.exchange.change({ roles: ['View-Only Configuration', 'View-Only Recipients'] });
    const error = await failed(open.switches.apply({ kind: 'ingestion', on: true }, read));
    expect(error.message).toContain('Audit Logs');
    expect(error.hint).toContain('Exchange Administrator');
  });

  it('waits as long as Exchange asks when it throttles', async () => {
    open.tenant.fault({ match: /adminapi/, kind: '429', times: 2, retryAfterSeconds: 3 });
    expect(await open.switches.ingestion(read)).toEqual({ isOn: true });
    expect(open.clock.slept.every((ms) => ms >= 3000 && ms < 3300)).toBe(true);
    expect(open.clock.slept).toHaveLength(2);
  });

  it('tells a person at once when the wait would be too long', async () => {
    open.tenant.fault({ match: /adminapi/, kind: '429', times: 9, retryAfterSeconds: 60 });
    const error = await failed(open.switches.ingestion(read));
    expect([error.code, error.retryAfterSeconds]).toEqual(['throttled', 60]);
    expect(open.clock.slept).toEqual([]);
  });

  it.each(['503', 'reset', 'cut-json'] as const)('asks again after “%s”', async (kind) => {
    open.tenant.fault({ match: /adminapi/, kind, times: 2 });
    expect(await open.switches.organisation(read)).toMatchObject({ isOn: true });
    expect(asked()).toHaveLength(3);
  });

  it('believes no answer that lacks the property it asks for: it would pass for off', async () => {
    const proxy = await startScriptedServer(() => ({ body: { value: [{ Name: 'Default' }] } }));
    const switches = open.connect({ endpoint: proxy.url });
    const failures = [
      await failed(switches.ingestion(read)),
      await failed(switches.organisation(read)),
    ];
    expect(failures.map(({ code }) => code)).toEqual(['unavailable', 'unavailable']);
    await proxy.close();
  });

  it('would hear False from the compliance endpoint whatever is true, and refuses that endpoint', async () => {
    const trapped = open.connect({ endpoint: `${open.running.url}/compliance` });
    expect(await trapped.ingestion(read)).toEqual({ isOn: false });
    expect(await open.switches.ingestion(read)).toEqual({ isOn: true });
    const endpoint = 'https://ps.compliance.protection.outlook.com';
    expect(() => open.connect({ endpoint })).toThrow(/False/);
  });

  it('sends no token by plain http beyond loopback', () => {
    expect(() => open.connect({ endpoint: 'http://outlook.office365.com' })).toThrow(AppError);
  });

  it('reads the lists of a mailbox that somebody made by hand years ago', async () => {
    const mailbox = await open.switches.mailbox(obrien.id, read);
    expect(mailbox?.managed).toEqual([]);
    expect(mailbox?.actions.Owner).toEqual([
      'Update',
      'MoveToDeletedItems',
      'SoftDelete',
      'HardDelete',
    ]);
  });

  it('reads a crowd of mailboxes a thousand at a time', async () => {
    open.tenant.exchange.change({ crowd: 2_500, requestsIn10Seconds: 1000 });
    let rows = 0;
    let pages = 0;
    for (let from: string | undefined, isFirst = true; isFirst || from !== undefined; ) {
      const page = await open.switches.mailboxes(read, from);
      expect(page.rows.length).toBeLessThanOrEqual(1000);
      rows += page.rows.length;
      pages += 1;
      isFirst = false;
      from = page.next;
    }
    expect([rows > 2_500, pages]).toEqual([true, 3]);
  });

  it('leaves a change in the unified audit log under the application’s name', async () => {
    open.tenant.exchange.change({ leavesRecords: true });
    await open.switches.apply({ kind: 'organisation', on: true }, read);
    const rows = open.tenant.activity.rows.filter(
      ({ raw }) => raw.Operation === 'Set-OrganizationConfig',
    );
    expect(rows.at(-1)?.raw).toMatchObject({
      OrganizationId: tenantId,
      Parameters: [{ Name: 'auditdisabled', Value: 'false' }],
    });
  });
});
