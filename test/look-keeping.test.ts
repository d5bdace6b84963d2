import { describe, expect, it } from '@jest/globals';
import { createLookKeeping } from '../src/look-keeping.ts';
import { openStore } from '../src/store/open-store.ts';
import { tenantId } from './alerts/builders.ts';
import { recordingLog } from './alerts/recording-log.ts';
import { minutesAfter, noon } from './builders.ts';
import { aLook } from './look-builders.ts';

const dayMinutes = 1_440;

describe('the record of looks', () => {
  it('is kept for so many days, and its head is told in the log', async () => {
    const log = recordingLog();
    const { looks, close } = await openStore('sqlite::memory:', { log });
    for (const day of [0, 1, 2]) await looks.append(tenantId, aLook(day * dayMinutes));
    const clock = { now: () => minutesAfter(noon, 401 * dayMinutes) };
    const keeping = createLookKeeping({ tenantId, looks, keptDays: 400, clock, log });
    await keeping.forget();
    const window = { from: new Date(0), to: clock.now() };
    expect(await looks.count(tenantId, { window })).toBe(2);
    await keeping.tellHead();
    const { hash } = await looks.head(tenantId);
    expect(log.lines.at(-1)).toContain(`"head":"3:${hash}"`);
    await close();
  });
});
