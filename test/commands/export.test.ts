import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { minutesAfter, noon } from '../builders.ts';
import { readCsv } from '../exports/read-csv.ts';
import { chat, open, settled } from '../exports/world.ts';
import { createFakeExports } from '../fakes/exports.ts';
import { buttonsOf } from './buttons.ts';
import { asker, channel, render, tenantId } from './world.ts';

describe('export', () => {
  it('offers the rows of the last answer as a file, as of when it was asked', async () => {
    const world = open({ pages: [[['1'], ['=2']], [['3']]] });
    await world.ask('beans', { conversation: chat });
    const asked = world.time.now;
    world.time.now = minutesAfter(asked, 300);
    const answer = await world.type();
    expect(answer.text).toContain('Exporting');
    expect(world.source.asked).toEqual([{ until: asked, top: 7 }]);
    const [offer] = world.teams.all('offer');
    expect(offer).toMatchObject({
      target: { conversationId: 'a:olga', kind: 'personal' },
      offer: {
        name: 'beans-buro-20261122-1205z.csv',
        description: 'Beans of today, as of 2026-11-22 12:05 UTC: 3 rows.',
        bytes: 17,
      },
    });
    const [file] = world.spool.kept.values();
    expect(file?.startsWith('\ufeff')).toBe(true);
    expect(readCsv(file?.slice(1) ?? '')).toEqual([['n'], ['1'], ["'=2"], ['3']]);
    expect(world.textOf('progress')).toContain('3 rows ready');
  });

  it('reads on after its turn has ended', async () => {
    const world = open({ pages: [[['1']], [['2']]], hold: true });
    await world.ask('beans', { conversation: chat });
    await world.type();
    expect(world.teams.all('offer')).toHaveLength(0);
    expect(world.source.signals[0]?.aborted).toBe(false);
    world.source.goOn();
    await settled();
    expect(world.teams.all('offer')).toHaveLength(1);
  });

  it('says that there is nothing yet, and where rows come from', async () => {
    const answer = await open().type();
    expect(answer.text).toContain('nothing to export yet');
    expect(answer.text).toContain('Rows to export come from: beans.');
  });

  it('says of an answer without rows what can be exported', async () => {
    const world = open();
    const until = world.time.now;
    await world.memory.remember(tenantId, `person ${asker.id}`, { line: 'whoami', until });
    expect((await world.type()).text).toContain('no rows to export');
  });

  it('checks again whether the asker may see the rows', async () => {
    const world = open({ access: 'operator' }, { level: 'operator' });
    await world.ask('beans', { conversation: chat });
    world.standing.level = 'reader';
    expect((await world.type()).text).toContain('“beans” is for operators');
    expect(world.source.asked).toEqual([]);
  });

  it('stops at the cap that was asked for and says that there is more', async () => {
    const world = open({ pages: [[['1'], ['2']], [['3']]] });
    await world.ask('beans', { conversation: chat });
    await world.type('export top 2');
    expect(world.teams.all('offer')[0]?.offer.description).toContain(
      '2 rows. There is more: the file holds the first 2 rows.',
    );
    expect(readCsv([...world.spool.kept.values()][0]?.slice(1) ?? '')).toHaveLength(3);
  });

  it('claims no more where the rows end just at the cap', async () => {
    const world = open({ pages: [[['1'], ['2']]] });
    await world.ask('beans', { conversation: chat });
    await world.type('export top 2');
    expect(world.teams.all('offer')[0]?.offer.description).not.toContain('more');
  });

  it('shows how far it is, every three seconds at most', async () => {
    const pages = Array.from({ length: 9 }, (_, at) => [[String(at)]]);
    const world = open({ pages, hold: true, secondsAPage: 1 });
    await world.ask('beans', { conversation: chat });
    const answer = await world.ask('export', { conversation: chat });
    await settled();
    await world.place(answer, 'progress');
    world.source.goOn();
    await settled();
    const shown = world.teams.edits.map(({ text }) => /(\d) rows? so far/.exec(text)?.[1]);
    expect(shown.filter((rows) => rows !== undefined)).toEqual(['1', '4', '7']);
  });

  it('says what failed, with the next step, and keeps no rows', async () => {
    const world = open({ pages: [[['1']], [['2']]], hold: true });
    await world.ask('beans', { conversation: chat });
    await world.type();
    world.source.fails.error = new AppError('throttled', 'Graph is busy.', {
      hint: 'Try again in a minute.',
    });
    world.source.goOn();
    await settled();
    expect(world.textOf('progress')).toMatch(/Graph is busy\.\s+Try again in a minute/);
    expect(world.spool.kept.size).toBe(0);
  });

  it('lets one person run one at a time, and two run in a tenant', async () => {
    const world = open({ pages: [[['1']], [['2']]], hold: true });
    const ask = async (id: string) => {
      const person = { ...asker, id };
      await world.ask('beans', { conversation: chat, asker: person });
      return (await world.ask('export', { conversation: chat, asker: person })).text;
    };
    expect(await ask('one')).toContain('Exporting');
    expect(await ask('one')).toContain('still running');
    expect(await ask('two')).toContain('Exporting');
    expect(await ask('three')).toContain('2 exports of colleagues');
  });

  it('replaces an offer that the same person left lying', async () => {
    const world = open();
    const first = await world.offered();
    await world.type('export', chat, 'progress-2');
    expect(world.textOf(first.activityId)).toContain('A newer export took its place');
    expect(world.spool.kept.size).toBe(1);
    expect(world.teams.all('offer')).toHaveLength(1);
  });

  it('says so where Teams takes no files from bots', async () => {
    const clock = { now: () => noon };
    const { exports } = createFakeExports({ clock, render, offered: false });
    const none = open({}, { deps: { exports } });
    await none.ask('beans', { conversation: chat });
    expect((await none.type()).text).toContain('GCC High');
  });
});

describe('export in a channel', () => {
  it('offers the file in the asker’s own chat and says so in the channel', async () => {
    const world = open();
    const offer = await world.offered(channel);
    expect(offer.target).toMatchObject({ conversationId: `a:${asker.channelUserId}` });
    expect(world.textOf('progress')).toContain('asker’s own chat');
  });

  it('names the next step where there is no such chat, and reads nothing', async () => {
    const world = open();
    await world.ask('beans');
    world.teams.fail('gone');
    const answer = await world.type('export', channel);
    expect(answer.text).toContain('personal chats alone');
    expect(answer.text).toContain('ask there “beans top 7” and type “export”');
    expect(world.spool.kept.size).toBe(0);
  });
});

describe('cancelling', () => {
  const running = async () => {
    const world = open({ pages: [[['1']], [['2']]], hold: true });
    await world.ask('beans', { conversation: chat });
    const answer = await world.type();
    return { world, answer };
  };

  it('ends the reading, deletes what was read and says so on the card', async () => {
    const { world, answer } = await running();
    const pressed = await world.press(answer, 'Cancel');
    expect(pressed).toMatchObject({ mode: 'replace' });
    expect(pressed.text).toContain('Export cancelled');
    await settled();
    expect(world.source.signals[0]?.aborted).toBe(true);
    expect(world.spool.kept.size).toBe(0);
    world.source.goOn();
    await settled();
    expect(world.teams.all('offer')).toHaveLength(0);
  });

  it('works by typing as well', async () => {
    const { world } = await running();
    expect((await world.ask('export cancel', { conversation: chat })).text).toContain('cancelled');
    expect(world.textOf('progress')).toContain('Export cancelled');
    expect((await world.ask('export cancel', { conversation: chat })).text).toContain(
      'No export of yours is running',
    );
  });

  it('is not for others, who see why on the card', async () => {
    const { world, answer } = await running();
    const [button] = buttonsOf(answer.card);
    const pressed = await world.send(button?.data ?? {}, { asker: { ...asker, id: 'bystander' } });
    expect(pressed.text).toContain('Only Olga Operator');
    expect(pressed.text).toContain('Exporting');
    world.source.goOn();
    await settled();
    expect(world.teams.all('offer')).toHaveLength(1);
  });

  it('says of an export long gone that it is', async () => {
    const pressed = await open().send({ do: 'ask', ask: 'export cancel export-99' });
    expect(pressed.text).toContain('not here any more');
  });
});
