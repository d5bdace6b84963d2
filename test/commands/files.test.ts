import { describe, expect, it } from '@jest/globals';
import { readCsv } from '../exports/read-csv.ts';
import { chat, settled } from '../exports/world.ts';
import { aRecord } from '../searches/builders.ts';
import { buttonsOf } from './buttons.ts';
import { createWorld } from './world.ts';

describe('files', () => {
  it('searches what happens to files, and shows what of it was asked for', async () => {
    const world = createWorld();
    world.auditLog.add(aRecord('opened', 1));
    world.auditLog.add({ ...aRecord('mailed', 2), recordType: 'exchangeItem' });
    const asked = await world.ask('files for alice opened');
    expect(asked.text).toContain('Files of Alice Example');
    await world.runSearches(30);
    const { recordTypes = [] } = world.auditLog.submitted[0]?.query ?? {};
    expect(recordTypes).toContain('sharePointFileOperation');
    expect(recordTypes).not.toContain('exchangeItem');
    const answer = await world.ask('files for alice opened');
    expect(answer.text).toContain('1 record\n');
    expect(answer.text).toContain('Opened “budget.xlsx”');
  });

  it('offers those of one name to choose from, and keeps the rest of the question', async () => {
    const people = [1, 2].map((n) => ({
      id: `a11ce000-0000-4000-8000-00000000000${n}`,
      name: 'Maria Garcia',
      userPrincipalName: `maria${n}@contoso.example`,
    }));
    const world = createWorld({ people });
    const chooser = await world.ask('files for maria downloaded last 7d');
    expect(chooser.text).toContain('Which “maria” do you mean?');
    const second = buttonsOf(chooser.card).find(({ data }) =>
      String(data.ask).includes('000000000002'),
    );
    const answer = await world.send(second?.data ?? {});
    expect(answer.text).toContain('maria2@contoso.example · last 7 days');
    expect(world.auditLog.submitted).toEqual([]);
  });

  it('gives all rows of the answer as a file, and none of a search that still runs', async () => {
    const world = createWorld();
    const here = { conversation: chat };
    for (let n = 0; n < 9; n += 1) world.auditLog.add(aRecord(`row-${n}`, n + 1, `${n}.xlsx`));
    await world.ask('files for alice', here);
    expect((await world.ask('export', here)).text).toContain('The search still runs');
    await world.runSearches(30);
    await world.ask('files for alice opened', here);
    await world.ask('export', here);
    await settled();
    const [offer] = world.exporting.spool.kept.values();
    const [columns, ...rows] = readCsv(offer?.slice(1) ?? '');
    expect(columns?.[1]).toBe('What');
    expect(rows.map(([, what]) => what).toSorted()).toEqual(
      Array.from({ length: 9 }, (_, n) => `Opened “${n}.xlsx”`),
    );
  });
});
