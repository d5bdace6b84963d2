import { describe, expect, it } from '@jest/globals';
import { aBusyDay } from '../alerts/a-morning.ts';
import { minutesAfter, noon } from '../builders.ts';
import { createWorld } from './world.ts';

const hour = 60;
const at = (minute: number) => minutesAfter(noon, minute);
const always = { spans: [{ from: at(-40 * 24 * hour), to: at(4) }] };

describe('digest', () => {
  it('begins with the verdict, then the figures with the week before beside them', async () => {
    const { text } = await createWorld({ digest: aBusyDay, coverage: always }).ask('digest');
    const lines = text.split('\n');
    expect(lines[0]).toContain('14 people were stopped, 2 cases wait for somebody.');
    expect(lines[1]).toContain('Sunday 22 Nov, so far');
    expect(text).toContain(
      '112 sign-ins of 14 people, 5 fewer than the Sunday before by the same time',
    );
    expect(text).toContain('5, 1 more than the Sunday before by the same time');
    expect(text).toContain('ca-block: 109 records, 9 more; 3 new cases');
    expect(text).toContain('app-consent: 0 records, 1 fewer; 0 new cases');
    expect(text).toContain('3 resolved: 2 expected, 1 without a cause');
    expect(text).toContain('11:00 to 12:00, 100 sign-ins');
    expect(text).toContain('4 open cases, 2 with nobody on them');
    expect(text).toContain('By rule: ca-block 3, role-assigned 1; 1 silenced; 2 are shown');
    expect(text).not.toContain('Not read');
  });

  it('offers the open cases, the policies that struck most, and the sign-ins in the portal', async () => {
    const { card } = await createWorld({ digest: aBusyDay, coverage: always }).ask('digest');
    const json = JSON.stringify(card);
    expect(json).toContain('"ask":"alerts"');
    expect(json).toContain('"ask":"policy ca000000-0000-4000-8000-000000000001"');
    expect(json).toContain('https://entra.microsoft.com/');
  });

  it('looks back on the whole of yesterday, by the clocks of who asks', async () => {
    const asked = (timeZone: string) =>
      createWorld({ digest: aBusyDay, coverage: always }).ask('digest yesterday', { timeZone });
    const { text } = await asked('Europe/Oslo');
    expect(text).toContain('Saturday 21 Nov');
    expect(text).toContain('than the Saturday before');
    expect(text).not.toContain('by the same time');
    expect((await asked('Pacific/Kiritimati')).text).toContain('Sunday 22 Nov');
  });

  it('says in one line that a day was quiet', async () => {
    const { text } = await createWorld({ coverage: always }).ask('digest yesterday');
    expect(text).toContain('A quiet Saturday: nothing was found, and no case is open.');
    expect(text).not.toContain('sign-ins of');
  });

  it('says what was not read, and that there is nothing to compare with', async () => {
    const coverage = {
      spans: [
        { from: at(-100 * hour), to: at(-40 * hour) },
        { from: at(-30 * hour), to: at(4) },
      ],
    };
    const { text } = await createWorld({ digest: aBusyDay, coverage }).ask('digest yesterday');
    expect(text).toContain('Not read: sign-ins from Sat 21 Nov 00:00 to Sat 21 Nov 07:00');
    expect(text).toContain('No comparison yet: the Saturday before was not read whole.');
    expect(text).not.toContain('fewer');
  });

  it('is for readers', async () => {
    const { text } = await createWorld({ level: 'none' }).ask('digest');
    expect(text).not.toContain('stopped');
  });
});
