import { describe, expect, it } from '@jest/globals';
import { aRecord } from '../searches/builders.ts';
import { createWorld } from './world.ts';

describe('searches', () => {
  it('lists what runs and what was found, newest first, with what is left of the day', async () => {
    const world = createWorld();
    world.auditLog.add(aRecord('one', 1));
    await world.ask('files for alice');
    await world.runSearches(30);
    await world.ask('mail for alice');
    const list = await world.ask('searches');
    expect(list.text).toContain('1 search is running');
    expect(list.text).toContain('1 of about 200 searches of the last 24 hours used.');
    expect(list.text).toContain('1 record found.');
    expect(list.text.indexOf('Mail of')).toBeLessThan(list.text.indexOf('Files of'));
    const opened = await world.send({
      do: 'ask',
      ask: 'files for a11ce000-0000-4000-8000-000000000001',
      open: 'new',
    });
    expect(opened.mode).toBe('message');
    expect(opened.text).toContain('Opened “budget.xlsx”');
  });

  it('stops a search from the list', async () => {
    const world = createWorld();
    await world.ask('files for alice');
    const list = await world.ask('searches');
    const stopped = await world.press(list, 'Cancel');
    expect(stopped.text).toContain('Files of Alice Example');
    expect(stopped.text).toContain('Cancelled by Olga Operator.');
    expect((await world.ask('searches')).text).toContain('No search is running');
    const again = await world.send({ do: 'ask', ask: 'searches cancel a0b1c2d3e1' });
    expect(again.text).toContain('has ended already');
  });

  it('knows no search of another name', async () => {
    expect((await createWorld().ask('searches cancel zzz')).text).toContain('No search is called');
  });
});
