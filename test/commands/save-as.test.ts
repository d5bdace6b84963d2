import { describe, expect, it } from '@jest/globals';
import { signInRecord } from '../builders.ts';
import { ago } from './ago.ts';
import { channel, createWorld } from './world.ts';

const elsewhere = { conversation: { ...channel, id: 'a:personal', kind: 'personal' as const } };

describe('save as', () => {
  it('keeps the last question under a name, to be run anywhere, up to that moment', async () => {
    const { ask, time, signIns } = createWorld({ records: [ago(1, signInRecord)] });
    await ask('signins for alice blocked last 2h');
    expect((await ask('save as Morning check')).text).toContain('Saved as “Morning check”');
    time.now = new Date(time.now.getTime() + 86_400_000);
    const answer = await ask('run morning CHECK', elsewhere);
    expect(answer.text).toContain('Blocked sign-ins of Alice Example');
    expect(signIns.asked.at(-1)?.query.window.to).toEqual(time.now);
  });

  it('replaces a question of the same name', async () => {
    const { ask } = createWorld();
    await ask('signins failed');
    await ask('save as check');
    await ask('signins blocked');
    await ask('save as CHECK');
    expect((await ask('run check')).text).toContain('Blocked sign-ins');
    expect((await ask('saved')).text.match(/check/gi)).toHaveLength(1);
  });

  it('says what is missing: a question, or a name', async () => {
    const { ask } = createWorld();
    expect((await ask('save as check')).text).toContain('no question in this conversation yet');
    await ask('signins');
    expect((await ask('save as')).text).toContain('Under which name?');
    expect((await ask(`save as ${'x'.repeat(60)}`)).text).toContain('Up to 40 letters');
  });

  it('stops at thirty, and still replaces', async () => {
    const { ask } = createWorld();
    await ask('signins');
    for (let at = 0; at < 30; at += 1) await ask(`save as check ${at}`);
    expect((await ask('save as one more')).text).toContain('You keep 30 questions already');
    expect((await ask('save as check 7')).text).toContain('Saved as “check 7”');
  });
});
