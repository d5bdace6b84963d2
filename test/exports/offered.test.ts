import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { minutesAfter } from '../builders.ts';
import { asker } from '../commands/world.ts';
import { chat, open, place, settled } from './world.ts';

describe('a file that was offered', () => {
  const accept = { accepted: true, place };

  it('goes to her OneDrive when she accepts, and the bot keeps nothing', async () => {
    const world = open();
    const { offer, activityId } = await world.offered();
    const answer = await world.consent(offer.exportId, accept);
    expect(answer).toMatchObject({ mode: 'replace' });
    await world.place(answer, activityId);
    await settled();
    expect(world.sent).toEqual([{ url: place.uploadUrl, text: '\ufeffn\r\n1\r\n' }]);
    expect(world.teams.all('file')).toMatchObject([{ file: place }]);
    expect(world.textOf(activityId)).toContain('1 row delivered');
    expect(world.spool.kept.size).toBe(0);
  });

  it('is sent once, however often the button is pressed', async () => {
    const world = open();
    const { offer } = await world.offered();
    await Promise.all([1, 2].map(() => world.consent(offer.exportId, accept)));
    await settled();
    await world.consent(offer.exportId, accept);
    expect(world.sent).toHaveLength(1);
  });

  it('is not given to anybody else, whose try leaves the question standing', async () => {
    const world = open({}, { level: 'admin' });
    const { offer } = await world.offered();
    const bystander = { ...asker, id: 'cccccccc-0000-4000-8000-000000000009' };
    const answer = await world.consent(offer.exportId, { ...accept, asker: bystander });
    expect(answer.mode).toBe('message');
    expect(answer.text).toContain('Only the person who asked');
    expect(world.sent).toEqual([]);
    await world.consent(offer.exportId, accept);
    await settled();
    expect(world.sent).toHaveLength(1);
  });

  it('is deleted when she lost her rights in between', async () => {
    const world = open();
    const { offer } = await world.offered();
    world.standing.level = 'none';
    const answer = await world.consent(offer.exportId, accept);
    expect(answer.text).toContain('Not for you any more');
    expect(world.sent).toEqual([]);
    expect(world.spool.kept.size).toBe(0);
  });

  it('is deleted when she declines', async () => {
    const world = open();
    const { offer } = await world.offered();
    const answer = await world.consent(offer.exportId, { accepted: false });
    expect(answer).toMatchObject({ mode: 'replace' });
    expect(answer.text).toContain('File declined');
    expect(world.spool.kept.size).toBe(0);
    expect((await world.consent(offer.exportId, accept)).text).toContain('File declined');
    expect(world.sent).toEqual([]);
  });

  it('is deleted after an hour, and its question says so', async () => {
    const world = open();
    const { offer, activityId } = await world.offered();
    world.time.now = minutesAfter(world.time.now, 59);
    await world.exports.forget();
    expect(world.spool.kept.size).toBe(1);
    world.time.now = minutesAfter(world.time.now, 1);
    await world.exports.forget();
    expect(world.spool.kept.size).toBe(0);
    expect(world.textOf(activityId)).toContain('Nobody took the file in time');
    expect((await world.consent(offer.exportId, accept)).text).toContain('in time');
  });

  it('is gone after a restart, which the answer says in place of the question', async () => {
    const answer = await open().consent('export-of-before', accept);
    expect(answer).toMatchObject({ mode: 'replace' });
    expect(answer.text).toContain('the bot restarted');
  });

  it('says why it could not be put there', async () => {
    const world = open();
    const { offer, activityId } = await world.offered();
    world.failure.error = new AppError('unavailable', 'No room in OneDrive.', {
      hint: 'Make room.',
    });
    await world.place(await world.consent(offer.exportId, accept), activityId);
    await settled();
    expect(world.textOf(activityId)).toContain('No room in OneDrive.');
    expect(world.spool.kept.size).toBe(0);
  });
});

describe('stopping the bot', () => {
  it('says so on the cards of exports that read or wait, and keeps no file', async () => {
    const world = open({ pages: [[['1']], [['2']]], hold: true });
    await world.ask('beans', { conversation: chat });
    await world.type();
    await world.exports.stop();
    expect(world.textOf('progress')).toContain('Stopped because the bot restarted');
    expect(world.spool.kept.size).toBe(0);

    const waiting = open();
    const { activityId } = await waiting.offered();
    await waiting.exports.stop();
    expect(waiting.textOf(activityId)).toContain('Stopped because the bot restarted');
    expect(waiting.spool.kept.size).toBe(0);
  });

  it('begins none any more', async () => {
    const world = open();
    await world.ask('beans', { conversation: chat });
    await world.exports.stop();
    expect((await world.type()).text).toContain('restarting');
  });
});
