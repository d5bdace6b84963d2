import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as known from '../../../src/demo/tenant/identities.ts';
import type { JsonObject } from '../../../src/demo/tenant/json.ts';
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
    return valuesOf(
      await open.get(filtered('/beta/auditLogs/signIns', `userId eq '${known.alice.id}'`)),
    );
  }

  it('are seen late but keep the time at which they happened', async () => {
    const row = open.tenant.addSignIn({ userId: known.alice.id }, { visibleAt: later(120) });
    expect(await shown()).toEqual([]);
    expect((await open.get(`/beta/auditLogs/signIns/${row.id}`)).status).toBe(404);
    open.advance(121);
    const [record] = await shown();
    expect(record?.id).toBe(row.id);
    expect(Date.parse(String(record?.createdDateTime))).toBe(startTime.getTime());
  });

  it('change after they were first seen, texts and policies included', async () => {
    open.tenant.addSignIn(
      { userId: known.alice.id, status: { errorCode: 50074 } },
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
      userId: known.alice.id,
      status: {
        errorCode: 53003,
        failureReason: expect.stringContaining('blocked by Conditional Access'),
      },
    });
    expect(JSON.stringify(second?.appliedConditionalAccessPolicies)).toContain('"Block"');
  });

  it('are filtered as they stand now', async () => {
    open.tenant.addSignIn(
      { userId: known.alice.id, status: { errorCode: 50074 } },
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
      userId: known.alice.id,
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

  it.each([known.alice, known.noRoleUser, known.obrien, known.guest, known.breakGlass])(
    'agree with themselves whatever code is set for $displayName',
    async ({ id }) => {
      for (const errorCode of [
        53003, 53000, 53001, 53002, 53004, 530032, 50005, 50131, 50074, 50097, 50158,
      ]) {
        const row = open.tenant.addSignIn({ userId: id, status: { errorCode } });
        const { body } = await open.get(`/beta/auditLogs/signIns/${row.id}`);
        const policies = body.appliedConditionalAccessPolicies as JsonObject[];
        expect(body).toMatchObject({
          userId: id,
          conditionalAccessStatus: 'failure',
          status: { errorCode },
        });
        expect(policies.some((policy) => policy.result === 'failure')).toBe(true);
      }
    },
  );

  it('of strangers carry no one else’s name', async () => {
    const row = open.tenant.addSignIn({
      userPrincipalName: 'nobody@elsewhere.example',
      status: { errorCode: 50034 },
    });
    const { body } = await open.get(`/beta/auditLogs/signIns/${row.id}`);
    expect(body).toMatchObject({
      userDisplayName: '',
      userPrincipalName: 'nobody@elsewhere.example',
    });
  });
});
