import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldAttempts } from '../../src/domain/attempt.ts';
import { foldPages } from '../../src/domain/attempt-stream.ts';
import type { SignIn } from '../../src/domain/sign-in.ts';
import type { Attempt } from '../../src/domain/verdict.ts';
import { noon, signIn } from '../builders.ts';

async function foldedIn(rows: readonly SignIn[], pageSize: number): Promise<Attempt[]> {
  async function* pages() {
    for (let at = 0; at < rows.length; at += pageSize) yield rows.slice(at, at + pageSize);
  }
  const attempts: Attempt[] = [];
  for await (const some of foldPages(pages())) attempts.push(...some);
  return attempts;
}

const shapeOf = (attempts: readonly Attempt[]) =>
  attempts
    .map(({ rows, verdict }) => `${rows.map(({ id }) => id).join(' ')} ${verdict.headline}`)
    .sort();

describe('attempts folded page by page', () => {
  const one = fc.record({
    minutes: fc.integer({ min: 0, max: 120 }),
    code: fc.constantFrom(0, 53003, 50074, 50140),
    thread: fc.integer({ min: 1, max: 4 }),
    interactive: fc.boolean(),
  });

  it('are those folded all at once, wherever a page ends', async () => {
    const size = fc.integer({ min: 1, max: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 40 }), size, async (list, pageSize) => {
        const rows = list
          .map(({ minutes, code, thread, interactive }, at) =>
            signIn({
              id: `row-${at}`,
              originalRequestId: `row-${at}`,
              correlationId: `c-${thread}`,
              createdDateTime: new Date(noon.getTime() - minutes * 60_000).toISOString(),
              status: { errorCode: code },
              signInEventTypes: [interactive ? 'interactiveUser' : 'nonInteractiveUser'],
            }),
          )
          .sort((a, b) => b.at.getTime() - a.at.getTime());
        expect(shapeOf(await foldedIn(rows, pageSize))).toEqual(shapeOf(foldAttempts(rows)));
      }),
    );
  });

  it('come before the last page was read', async () => {
    let asked = 0;
    async function* pages() {
      for (let page = 0; page < 10; page += 1) {
        asked += 1;
        const at = new Date(noon.getTime() - page * 60 * 60_000).toISOString();
        yield [signIn({ id: `${page}`, correlationId: `${page}`, createdDateTime: at })];
      }
    }
    for await (const some of foldPages(pages())) {
      expect(some.length).toBeGreaterThan(0);
      break;
    }
    expect(asked).toBeLessThan(4);
  });
});
