import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Outcome, ok, skip, warn } from '../../src/doctor/check.ts';
import { type BoundCheck, examine } from '../../src/doctor/examine.ts';
import { AppError } from '../../src/errors.ts';

const failed: Outcome = { state: 'fail', evidence: 'broken', fix: 'mend it' };
const never = () => new AbortController().signal;

function check(id: string, run: BoundCheck['run'], more: Partial<BoundCheck> = {}): BoundCheck {
  return { id, title: id.toUpperCase(), needs: [], run, ...more };
}

async function found(checks: readonly BoundCheck[], patience = {}) {
  const findings = [];
  for await (const finding of examine(checks, { signal: never(), deadline: never, ...patience })) {
    findings.push(finding);
  }
  return findings;
}

describe('an examination', () => {
  it('runs side by side what needs nothing of each other, and tells it in order', async () => {
    const meet = Promise.withResolvers<void>();
    const findings = await found([
      check('a', async () => {
        await meet.promise;
        return ok('met');
      }),
      check('b', async () => {
        meet.resolve();
        return ok('came');
      }),
    ]);
    expect(findings.map(({ id, evidence }) => `${id} ${evidence}`)).toEqual(['a met', 'b came']);
  });

  it('skips what needs something that failed, naming the first cause through all that follows', async () => {
    const findings = await found([
      check('a', async () => failed),
      check('b', async () => ok('never'), { needs: ['a'] }),
      check('c', async () => ok('never'), { needs: ['b'] }),
      check('d', async () => ok('all the same'), { after: ['a'] }),
    ]);
    expect(findings.map(({ state, evidence }) => `${state} ${evidence}`)).toEqual([
      'fail broken',
      'skip because “A” failed',
      'skip because “A” failed',
      'ok all the same',
    ]);
  });

  it('ends a check that does not answer, and goes on with the others', async () => {
    const late = AbortSignal.abort(new Error('late'));
    const findings = await found([check('a', () => new Promise(() => undefined))], {
      deadline: () => late,
    });
    expect(findings[0]).toMatchObject({ state: 'fail', evidence: 'there was no answer in time' });
    const patient = check('a', () => new Promise(() => undefined), { silence: skip('not now') });
    const [told] = await found([patient], { deadline: () => late });
    expect(told).toMatchObject({ state: 'skip', evidence: 'not now' });
  });

  it('tells what was not looked at when all the time is over', async () => {
    const end = new AbortController();
    const findings = await found(
      [
        check('a', async () => ok('done')),
        check(
          'b',
          async () => {
            end.abort();
            return new Promise(() => undefined);
          },
          { needs: ['a'] },
        ),
        check('c', async () => ok('never'), { after: ['b'] }),
      ],
      { signal: end.signal },
    );
    expect(findings.map(({ state }) => state)).toEqual(['ok', 'skip', 'skip']);
  });

  it('tells an error by its sentence and hint, and of another nothing but its name', async () => {
    const hint = 'Check DATABASE_URL.';
    const findings = await found([
      check('a', () => Promise.reject(new AppError('store-failed', 'No database.', { hint }))),
      check('b', () => Promise.reject(new TypeError('password=4711'))),
    ]);
    expect(findings[0]).toMatchObject({ evidence: 'No database.', fix: hint });
    expect(JSON.stringify(findings[1])).toContain('TypeError');
    expect(JSON.stringify(findings)).not.toContain('4711');
  });

  it('tells every check once, in the order of the list, and none as well below one that failed', async () => {
    const states = fc.constantFrom(ok('x'), skip('x'), warn('x', 'y'), failed);
    const shape = fc.array(fc.tuple(states, fc.nat(), fc.boolean()), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(shape, async (drawn) => {
        const checks = drawn.map(([outcome, at, isNeedy], place) => {
          const needs = isNeedy && place > 0 ? [`c${at % place}`] : [];
          return check(`c${place}`, async () => outcome, { needs });
        });
        const findings = await found(checks);
        expect(findings.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
        const states = new Map(findings.map(({ id, state }) => [id, state]));
        for (const { id, needs } of checks) {
          const isBlocked = needs.some((need) => ['fail', 'skip'].includes(states.get(need) ?? ''));
          if (isBlocked) expect(states.get(id)).toBe('skip');
        }
      }),
    );
  });
});
