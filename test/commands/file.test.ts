import { describe, expect, it } from '@jest/globals';
import { aRecord } from '../searches/builders.ts';
import { createWorld } from './world.ts';

describe('file', () => {
  it('finds by a name what anybody did to the file', async () => {
    const world = createWorld();
    world.auditLog.add({ ...aRecord('one', 1), user: 'bob@contoso.example' });
    world.auditLog.add(aRecord('two', 2, 'plan.docx'));
    await world.ask('file "budget.xlsx"');
    await world.runSearches(30);
    expect(world.auditLog.submitted[0]?.query.keyword).toBe('budget.xlsx');
    const answer = await world.ask('file "budget.xlsx"');
    expect(answer.text).toContain('1 record');
    expect(answer.text).toContain('Opened “budget.xlsx”');
  });

  it('finds by an address as browsers show it', async () => {
    const world = createWorld();
    const url = 'https://contoso.sharepoint.example/sites/Finance/Shared%20Documents/budget.xlsx';
    await world.ask(`file ${url} last 30d`);
    await world.runSearches(2);
    expect(world.auditLog.submitted[0]?.query.objectIds).toContain(
      'https://contoso.sharepoint.example/sites/Finance/Shared Documents/budget.xlsx',
    );
  });

  it('says of a sharing link that it does not tell which file it is', async () => {
    const world = createWorld();
    const answer = await world.ask('file https://contoso.sharepoint.example/:x:/s/Finance/EabcDEF');
    expect(answer.text).toContain('sharing link');
    await world.runSearches(2);
    expect(world.auditLog.submitted).toEqual([]);
  });

  it('asks which one where none is named', async () => {
    expect((await createWorld().ask('file')).text).toContain('Which file?');
  });
});
