import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { idOf } from '../commands/ago.ts';
import { alice, asker, createWorld } from '../commands/world.ts';
import { chat, open, place } from '../exports/world.ts';
import { claim, data, given, openWorld, profileUrl } from './looks-given.ts';

describe('an export', () => {
  it('is written down when it is asked for and when its file is taken, with the rows', async () => {
    const world = open({ pages: [[['1'], ['2']]] });
    const { offer } = await world.offered();
    await world.consent(offer.exportId, { accepted: true, place, conversation: chat });
    expect(world.looks.all().slice(1)).toMatchObject([
      { command: 'export', line: 'beans top 7', outcome: 'answered' },
      { command: 'export accept', door: 'file', records: [offer.exportId], rows: 2 },
    ]);
  });

  it('is written down when its file is turned down, or is not hers to take', async () => {
    const world = open();
    const { offer } = await world.offered();
    const other = { ...asker, id: alice.id };
    await world.consent(offer.exportId, { accepted: true, place, asker: other });
    await world.consent(offer.exportId, { accepted: false });
    expect(world.looks.all().slice(2)).toMatchObject([
      { command: 'export accept', by: { id: alice.id }, outcome: 'refused' },
      { command: 'export decline', outcome: 'answered', rows: undefined },
    ]);
  });

  it('is written down as refused when the right was lost before the file was taken', async () => {
    const world = open();
    const { offer } = await world.offered();
    world.standing.level = 'none';
    await world.consent(offer.exportId, { accepted: true, place });
    expect(world.looks.all().at(-1)).toMatchObject({
      command: 'export accept',
      outcome: 'refused',
    });
  });

  it('of somebody else is not cancelled, and that is written down as refused', async () => {
    const world = open({ pages: [[['1']], [['2']]], hold: true });
    await world.ask('beans', { conversation: chat });
    await world.type();
    const other = { ...asker, id: alice.id };
    await world.ask('export cancel export-1', { asker: other });
    expect(world.looks.all().at(-1)).toMatchObject({ command: 'export', outcome: 'refused' });
    await world.ask('export cancel export-1');
    expect(world.looks.all().at(-1)).toMatchObject({ command: 'export', outcome: 'answered' });
  });

  it('sends no byte while the record can’t be written, and can be taken when it can', async () => {
    const world = open();
    const { offer } = await world.offered();
    world.looks.state.fails = true;
    const answer = await world.consent(offer.exportId, { accepted: true, place });
    expect(answer.text).toContain('record could not be written');
    expect(world.sent).toEqual([]);
    world.looks.state.fails = false;
    await world.consent(offer.exportId, { accepted: true, place });
    expect(world.looks.all().at(-1)).toMatchObject({ command: 'export accept', rows: 1 });
  });
});

describe('a record that can’t be written', () => {
  it('keeps every answer back, and says what to do', async () => {
    const world = openWorld();
    world.looks.state.fails = true;
    const answers = [
      await world.ask('signins for alice'),
      await world.send({ do: 'ask', ask: `signin ${idOf(1)}` }),
      await world.send({ ...claim, from: 'list' }),
    ];
    for (const { text } of answers) {
      expect(text).toContain('the record could not be written');
      expect(text).toContain('DATABASE_URL');
      for (const part of data) expect(text).not.toContain(part);
    }
    expect(answers[0]?.mode).toBe('message');
  });

  it('keeps back what is shown to somebody who still writes', async () => {
    const world = openWorld();
    world.looks.state.fails = true;
    const sentence = {
      kind: 'sentence',
      sentence: expect.stringContaining('could not be written'),
    };
    expect(await world.search('signins', 'alice')).toEqual(sentence);
    expect(await world.pick({ do: 'ask', ask: `signin ${idOf(1)}` })).toEqual(sentence);
    expect(await world.paste(profileUrl(alice.id))).toEqual({ kind: 'finds', finds: [] });
  });

  it('does not hide another failure, and is told in the log', async () => {
    const readList = () => Promise.reject(new AppError('throttled', 'Graph is busy.'));
    const world = createWorld({ ...given, deps: { readList } });
    world.looks.state.fails = true;
    expect((await world.ask('signins')).text).toContain('Graph is busy.');
    expect(world.log.lines.join('\n')).toContain('a failed question was not recorded');
  });
});
