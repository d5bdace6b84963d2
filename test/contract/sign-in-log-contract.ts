import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonRecord } from '../../src/domain/record.ts';
import type { SignInType } from '../../src/domain/sign-in.ts';
import { isBlock, outcomes } from '../../src/domain/verdict.ts';
import { AppError } from '../../src/errors.ts';
import type { ReadOptions } from '../../src/ports/read-options.ts';
import type { SignInLog, SignInQuery } from '../../src/ports/sign-in-log.ts';
import { pagesOf, rowsOf } from './read-pages.ts';

/** A sign-in log and a way to put records (beta shape, partly filled) into it. */
export interface SignInLogWorld {
  readonly signIns: SignInLog;
  readonly now: Date;
  add(record: JsonRecord): void;
  close(): Promise<void>;
}

const person: ReadOptions = { priority: 'person' };
const peopleTypes: readonly SignInType[] = ['interactiveUser', 'nonInteractiveUser'];

/** What every sign-in log must do. `make` gives an empty one. */
export function signInLogContract(name: string, make: () => Promise<SignInLogWorld>): void {
  describe(`sign-in log: ${name}`, () => {
    let world: SignInLogWorld;
    beforeEach(async () => {
      world = await make();
    });
    afterEach(() => world.close());

    const ago = (minutes: number) => new Date(world.now.getTime() - minutes * 60_000);
    const put = (id: string, minutesAgo: number, more: JsonRecord = {}) =>
      world.add({ id, createdDateTime: ago(minutesAgo).toISOString(), ...more });
    const lastHour = (more: Partial<SignInQuery> = {}): SignInQuery => ({
      window: { from: ago(60), to: world.now },
      types: peopleTypes,
      ...more,
    });
    const idsOf = async (query: SignInQuery, options?: ReadOptions) =>
      (await rowsOf(world.signIns, query, options)).map(({ id }) => id);

    it('gives every record once and newest first, however small the pages', async () => {
      for (const minute of [3, 1, 5, 2, 4]) put(`row-${minute}`, minute);
      const pages = await pagesOf(world.signIns, lastHour(), { ...person, pageSize: 2 });
      expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual([
        'row-1',
        'row-2',
        'row-3',
        'row-4',
        'row-5',
      ]);
      expect(pages.every(({ rows }) => rows.length <= 2)).toBe(true);
    });

    it('says that more may follow on every page but the last', async () => {
      for (const minute of [1, 2, 3]) put(`row-${minute}`, minute);
      const pages = await pagesOf(world.signIns, lastHour(), { ...person, pageSize: 2 });
      expect(pages.length).toBeGreaterThan(1);
      expect(pages.map(({ more }) => more)).toEqual(pages.map((_, at) => at < pages.length - 1));
    });

    it('reads both ends of the window and nothing beyond', async () => {
      for (const minute of [9, 10, 15, 20, 21]) put(`row-${minute}`, minute);
      const window = { from: ago(20), to: ago(10) };
      expect(await idsOf(lastHour({ window }))).toEqual(['row-10', 'row-15', 'row-20']);
    });

    it('gives one empty page for a time without sign-ins', async () => {
      expect(await idsOf(lastHour())).toEqual([]);
    });

    it('gives a type only when it was asked for', async () => {
      put('interactive', 1);
      put('silent', 2, { signInEventTypes: ['nonInteractiveUser'], isInteractive: false });
      put('workload', 3, { signInEventTypes: ['servicePrincipal'] });
      expect(await idsOf(lastHour({ types: ['interactiveUser'] }))).toEqual(['interactive']);
      expect(await idsOf(lastHour())).toEqual(['interactive', 'silent']);
      expect(await idsOf(lastHour({ types: ['servicePrincipal'] }))).toEqual(['workload']);
    });

    it.each<[keyof SignInQuery, string, JsonRecord, JsonRecord]>([
      [
        'userId',
        '0a11ce00-7e57-4000-8000-000000000005',
        { userId: '0a11ce00-7e57-4000-8000-000000000005' },
        { userId: '0a11ce00-7e57-4000-8000-000000000006' },
      ],
      [
        'correlationId',
        'c0000000-0000-4000-8000-000000000001',
        { correlationId: 'c0000000-0000-4000-8000-000000000001' },
        { correlationId: 'c0000000-0000-4000-8000-000000000002' },
      ],
      ['appName', "Conan's", { appDisplayName: "Conan's App" }, { appDisplayName: 'Conan' }],
      ['ip', '203.0.113.7', { ipAddress: '203.0.113.7' }, { ipAddress: '203.0.113.77' }],
      ['ip', '203.0.113.', { ipAddress: '203.0.113.9' }, { ipAddress: '203.0.112.9' }],
      ['ip', '2001:db8::1', { ipAddress: '2001:db8::1' }, { ipAddress: '2001:db8::12' }],
      [
        'country',
        'DE',
        { location: { city: 'Berlin', state: 'Berlin', countryOrRegion: 'DE' } },
        { location: { city: 'Oslo', state: 'Oslo', countryOrRegion: 'NO' } },
      ],
      [
        'policyId',
        'ca000000-0000-4000-8000-00000000000e',
        {
          appliedConditionalAccessPolicies: [
            { id: 'ca000000-0000-4000-8000-00000000000e', displayName: 'x', result: 'notApplied' },
          ],
        },
        { appliedConditionalAccessPolicies: [{ id: 'ca000000-0000-4000-8000-00000000000f' }] },
      ],
    ])('narrows by %s %s', async (field, value, matching, other) => {
      put('wanted', 1, matching);
      put('other', 2, other);
      expect(await idsOf(lastHour({ [field]: value }))).toEqual(['wanted']);
    });

    it('narrows to some client apps and some correlation ids', async () => {
      put('imap', 1, { clientAppUsed: 'IMAP4', correlationId: 'c-1' });
      put('pop', 2, { clientAppUsed: 'POP3', correlationId: 'c-2' });
      put('web', 3, { clientAppUsed: 'Browser', correlationId: 'c-3' });
      expect(await idsOf(lastHour({ clientApps: ['IMAP4', 'POP3'] }))).toEqual(['imap', 'pop']);
      expect(await idsOf(lastHour({ correlationIds: ['c-2', 'c-3'] }))).toEqual(['pop', 'web']);
    });

    it('narrows to sign-ins with a risk', async () => {
      put('risky', 1, { riskLevelDuringSignIn: 'high', riskState: 'atRisk' });
      put('since', 2, { riskLevelDuringSignIn: 'none', riskLevelAggregated: 'medium' });
      put('calm', 3, { riskLevelDuringSignIn: 'none', riskLevelAggregated: 'none' });
      expect(await idsOf(lastHour({ risky: true }))).toEqual(['risky', 'since']);
    });

    it('narrows to what failed conditional access for the poll', async () => {
      put('blocked', 1, { status: { errorCode: 53003 }, conditionalAccessStatus: 'failure' });
      put('in', 2, { status: { errorCode: 0 }, conditionalAccessStatus: 'success' });
      expect(
        await idsOf(lastHour({ conditionalAccessFailed: true }), { priority: 'poll' }),
      ).toEqual(['blocked']);
    });

    it.each(outcomes)('leaves out nothing that can become %s', async (outcome) => {
      const codes = [0, 53003, 53004, 53011, 530034, 530035, 50131, 50074, 50126, 500121];
      for (const [minute, errorCode] of codes.entries()) {
        const conditionalAccessStatus = [53003, 50074].includes(errorCode)
          ? 'failure'
          : 'notApplied';
        put(`code-${errorCode}`, minute + 1, { status: { errorCode }, conditionalAccessStatus });
      }
      const everything = await rowsOf(world.signIns, lastHour());
      expect(everything).toHaveLength(codes.length);
      const hinted = await idsOf(lastHour({ outcome }));
      const needed = everything.filter((row) => {
        if (outcome === 'blocked') return isBlock(row);
        // Whoever was asked for something may have given it in another row of the same attempt.
        return outcome === 'succeeded' ? row.errorCode === 0 : true;
      });
      expect(hinted).toEqual(expect.arrayContaining(needed.map(({ id }) => id)));
    });

    it('finds one record with all its details, and nothing for an unknown id', async () => {
      put('5f0b1c1e-0000-4000-8000-00000000abcd', 1, { appDisplayName: 'Payroll' });
      const found = await world.signIns.find('5f0b1c1e-0000-4000-8000-00000000abcd', person);
      expect(found).toMatchObject({ appName: 'Payroll', at: ago(1) });
      expect(found?.raw.authenticationDetails).toBeDefined();
      expect(
        await world.signIns.find('5f0b1c1e-0000-4000-8000-00000000ffff', person),
      ).toBeUndefined();
      expect(await world.signIns.find("../users/a'b?x=1#", person)).toBeUndefined();
    });

    it('fails with an error for people when the time for the question is over', async () => {
      const options = { ...person, signal: AbortSignal.abort(new Error('too late')) };
      const failure = await rowsOf(world.signIns, lastHour(), options).catch((thrown) => thrown);
      expect(failure).toBeInstanceOf(AppError);
    });
  });
}
