import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alice } from '../../../src/demo/tenant/identities.ts';
import {
  changingAt,
  filtered,
  type OpenTenant,
  openTenant,
  startTime,
  valuesOf,
} from './tenant-client.ts';

const later = (seconds: number) => new Date(startTime.getTime() + seconds * 1000);

describe('records that ripen', () => {
  let open: OpenTenant;
  beforeEach(async () => {
    open = await openTenant();
    open.tenant.signIns.clear();
  });
  afterEach(() => open.running.close());

  async function shown() {
    return valuesOf(await open.get(filtered('/beta/auditLogs/signIns', `userId eq '${alice.id}'`)));
  }

  it('are seen late but keep the time at which they happened', async () => {
    const row = open.tenant.addSignIn({ userId: alice.id }, { visibleAt: later(120) });
    expect(await shown()).toEqual([]);
    expect((await open.get(`/beta/auditLogs/signIns/${row.id}`)).status).toBe(404);
    open.advance(121);
    const [record] = await shown();
    expect(record?.id).toBe(row.id);
    expect(Date.parse(String(record?.createdDateTime))).toBe(startTime.getTime());
  });

  it('change after they were first seen, texts and policies included', async () => {
    open.tenant.addSignIn(
      { userId: alice.id, status: { errorCode: 50074 } },
      changingAt(later(60), { status: { errorCode: 53003 } }),
    );
    const [first] = await shown();
    expect(first).toMatchObject({
      status: { errorCode: 50074, failureReason: 'Strong Authentication is required.' },
    });
    open.advance(60);
    const [second] = await shown();
    expect(second).toMatchObject({
      id: first?.id,
      createdDateTime: first?.createdDateTime,
      correlationId: first?.correlationId,
      userId: alice.id,
      status: {
        errorCode: 53003,
        failureReason: expect.stringContaining('blocked by Conditional Access'),
      },
    });
    expect(JSON.stringify(second?.appliedConditionalAccessPolicies)).toContain('"Block"');
  });

  it('are filtered as they stand now', async () => {
    open.tenant.addSignIn(
      { userId: alice.id, status: { errorCode: 50074 } },
      changingAt(later(60), { status: { errorCode: 0 }, conditionalAccessStatus: 'success' }),
    );
    const blocked = filtered('/beta/auditLogs/signIns', 'status/errorCode eq 50074');
    expect(valuesOf(await open.get(blocked))).toHaveLength(1);
    open.advance(60);
    expect(valuesOf(await open.get(blocked))).toHaveLength(0);
    expect((await shown())[0]).toMatchObject({ conditionalAccessStatus: 'success' });
  });

  it('keep whatever is set by hand', async () => {
    open.tenant.addSignIn({
      id: 'my-id',
      userId: alice.id,
      userDisplayName: '<b>',
      ipAddress: '<null>',
      correlationId: 'c',
      location: { city: 'Rom' },
    });
    const [record] = await shown();
    expect(record).toMatchObject({
      id: 'my-id',
      userDisplayName: '<b>',
      ipAddress: '<null>',
      correlationId: 'c',
    });
    expect(record?.location).toMatchObject({ city: 'Rom' });
  });
});
