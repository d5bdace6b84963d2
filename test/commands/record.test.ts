import { describe, expect, it } from '@jest/globals';
import { minutesAfter } from '../builders.ts';
import { aRecord } from '../searches/builders.ts';
import { createWorld } from './world.ts';

async function searched() {
  const world = createWorld();
  for (const [at, file] of ['budget.xlsx', 'plan.docx'].entries()) {
    world.auditLog.add(aRecord(`record-${at}`, at + 1, file));
  }
  await world.ask('files for alice');
  await world.runSearches(30);
  return { world, list: await world.ask('files for alice') };
}

describe('record', () => {
  it('shows one record whole, and goes back to its list', async () => {
    const { world, list } = await searched();
    const detail = await world.press(list, 'plan.docx');
    expect(detail.text).toContain('Opened “plan.docx”');
    expect(detail.text).toContain('sharepoint.example/sites/Finance/');
    const back = await world.press(detail, 'Back');
    expect(back.text).toBe(list.text);
    expect(world.auditLog.submitted).toHaveLength(1);
  });

  it('says that it is gone when the search’s records are no longer kept', async () => {
    const { world, list } = await searched();
    world.time.now = minutesAfter(world.time.now, 25 * 60);
    const gone = await world.press(list, 'plan.docx');
    expect(gone.text).toContain('no longer kept');
    expect(gone.text).toContain('anew');
  });

  it('says that a search has no such record', async () => {
    const { world } = await searched();
    expect((await world.ask('record a0b1c2d3e1 nobody')).text).toContain('no record of this id');
    expect((await world.ask('record nosuchjob nobody')).text).toContain('no longer kept');
  });
});
