import { describe, expect, it } from '@jest/globals';
import { signInRecord } from '../builders.ts';
import { ago } from './ago.ts';
import { alice, channel, createWorld } from './world.ts';

const bob = {
  ...alice,
  id: 'b0b00000-0000-4000-8000-000000000002',
  name: 'Bob Builder',
  userPrincipalName: 'bob@contoso.example',
};
const world = () =>
  createWorld({ records: [ago(1, signInRecord)], people: [alice, bob], level: 'reader' });

describe('a follow-up', () => {
  it('asks the last question again with one thing changed, and again from there', async () => {
    const { ask } = world();
    expect((await ask('signins for alice last 24h')).text).toContain('Sign-ins of Alice Example');
    const blocked = await ask('blocked');
    expect(blocked.text).toContain('Blocked sign-ins of Alice Example');
    expect(blocked.text).toContain('last 24 hours');
    const longer = await ask('and last 7d');
    expect(longer.text).toContain('Blocked sign-ins of Alice Example');
    expect(longer.text).toContain('last 7 days');
    expect((await ask('what about bob')).text).toContain('Blocked sign-ins of Bob Builder');
    expect((await ask('without blocked')).text).toMatch(/^Sign-ins of Bob Builder/);
  });

  it('refers to its own conversation', async () => {
    const { ask } = world();
    await ask('signins for alice');
    const elsewhere = { conversation: { ...channel, id: '19:other@thread.tacv2' } };
    const answer = await ask('blocked', elsewhere);
    expect(answer.text).toContain('Did you mean “signins blocked”?');
    expect(answer.text).not.toContain('Alice Example');
  });

  it('is answered with the rights that the asker has now', async () => {
    const here = world();
    await here.ask('signins for alice');
    here.standing.level = 'none';
    expect((await here.ask('blocked')).text).toContain('🔒');
  });

  it('still has the answer when the memory fails', async () => {
    const { memory } = world();
    const failing = { ...memory, remember: () => Promise.reject(new Error('disk full')) };
    const { ask } = createWorld({ deps: { memory: failing } });
    expect((await ask('signins for alice')).text).toContain('Sign-ins of Alice Example');
  });
});

describe('a line that was mistyped', () => {
  it.each([
    ['sigins for alice', 'signins for alice'],
    ['signins for alice blokced', 'signins for alice blocked'],
    ['signins failled last 24h', 'signins failed last 24h'],
    ['signin for alice', 'signins for alice'],
    ['sign-ins of alice', 'signins for alice'],
    ['show me the sign ins for alice', 'signins for alice'],
    ['logins for alice last 2h', 'signins for alice last 2h'],
    ['blocked last 2h', 'signins blocked last 2h'],
    ['please show signins', 'signins'],
  ])('“%s” is offered as “%s”, one press away', async (typed, meant) => {
    const here = world();
    const answer = await here.ask(typed);
    expect(answer.text).not.toMatch(/^(Blocked )?[Ss]ign-ins of/);
    expect((await here.press(answer, meant)).text).toMatch(/[Ss]ign-ins of/);
  });

  it('that may be a name is offered as a question about it', async () => {
    const here = world();
    const answer = await here.ask('alice');
    expect((await here.press(answer, 'signins for alice')).text).toContain('Alice Example');
  });

  it('keeps its answer when somebody is really called so', async () => {
    const form = { ...alice, id: bob.id, name: 'Blokced', userPrincipalName: 'b@contoso.example' };
    const { ask } = createWorld({ people: [form] });
    expect((await ask('signins for blokced')).text).toContain('Sign-ins of Blokced');
  });
});
