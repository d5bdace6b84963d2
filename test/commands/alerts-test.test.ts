import { describe, expect, it } from '@jest/globals';
import { toPlainText } from '../../src/cards/plain-text.ts';
import { DeliveryError } from '../../src/ports/notifier.ts';
import { buttonsOf } from './buttons.ts';
import { channel, createWorld, tenantId } from './world.ts';

const operator = () => createWorld({ level: 'operator' });

async function subscribed() {
  const world = operator();
  await world.ask('alerts here');
  return world;
}

describe('alerts test', () => {
  it('posts a marked sample of the rule’s card where alerts go, with its settings as facts', async () => {
    const world = await subscribed();
    world.trying.text = 'rules: { ca-block: { people: 4 } }';
    const { text } = await world.ask('alerts test ca-block');
    expect(text).toContain('A sample of rule ca-block was posted here');
    expect(text).toContain('people 4');
    const [post] = world.trying.posted;
    expect(post?.target.conversationId).toBe(channel.id);
    const said = post === undefined ? '' : toPlainText(post.notice.card);
    expect(said).toMatch(/^🧪 Sample: nothing happened\n/);
    expect(said).toContain('Everything in it is made up');
    expect(JSON.stringify(post?.notice.card)).toContain('Sam Sample');
    expect(post?.notice.card.speak).toMatch(/^Sample: nothing happened/);
  });

  it('posts to the channel, not into the thread in which it is asked', async () => {
    const world = await subscribed();
    const thread = { ...channel, id: `${channel.id};messageid=17` };
    await world.ask('alerts test role-assigned', { conversation: thread });
    expect(world.trying.posted[0]?.target.conversationId).toBe(channel.id);
  });

  it('answers with the sample itself where no alerts go, and says so', async () => {
    const world = operator();
    const { text } = await world.ask('alerts test ca-policy-changed');
    expect(text).toMatch(/^🧪 Sample: nothing happened/);
    expect(text).toContain('this conversation receives no alerts');
    expect(text).toContain('switched off conditional access policy');
    expect(world.trying.posted).toEqual([]);
  });

  it('has no button that does anything: each says that it is a sample', async () => {
    const world = operator();
    const answer = await world.ask('alerts test ca-block');
    const buttons = buttonsOf(answer.card);
    expect(buttons.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Open sign-in', 'Claim', 'Assign it', 'Silence it', 'Open in Entra']),
    );
    for (const { data } of buttons) expect(data).toEqual({ do: 'sample' });
    expect(JSON.stringify(answer.card)).not.toMatch(/"do":"(?!sample)|Action\.OpenUrl|isRequired/);
    const before = world.graphQuestions();
    const { text, mode } = await world.press(answer, 'Claim');
    expect(text).toContain('This is a sample: nothing happened');
    expect(mode).toBe('message');
    expect(world.graphQuestions()).toBe(before);
  });

  it('leaves no case behind', async () => {
    const world = await subscribed();
    await world.ask('alerts test ca-block');
    expect((await world.ask('alerts')).text).toContain('No open cases');
    expect((await world.deps.cases.since(tenantId, new Date(0))).length).toBe(0);
  });

  it('lists the rules as buttons when none is named', async () => {
    const world = operator();
    const answer = await world.ask('alerts test');
    const titles = buttonsOf(answer.card).map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(world.deps.watched().rules.map(({ id }) => id)));
    expect((await world.press(answer, 'app-consent')).text).toContain('Sample: nothing happened');
  });

  it('offers the nearest rule for a mistyped one, and all for one like none', async () => {
    const world = operator();
    expect((await world.ask('alerts test ca-blok')).text).toContain('Did you mean “ca-block”?');
    expect((await world.ask('alerts test xyzzyxyzzy')).text).toContain('no rule “xyzzyxyzzy”');
  });

  it('says why an alert could not be posted here', async () => {
    const world = await subscribed();
    world.trying.failure = new DeliveryError('gone', 'The bot is no member of the team any more.');
    const { text } = await world.ask('alerts test ca-block');
    expect(text).toContain('could not be posted here');
    expect(text).toContain('no member of the team');
  });

  it('posts nothing while the line is being written in the compose box', async () => {
    const world = await subscribed();
    await world.pick({ do: 'ask', ask: 'alerts test ca-block' });
    expect(world.trying.posted).toEqual([]);
  });

  it('is for operators and admins', async () => {
    const world = createWorld({ level: 'reader' });
    expect((await world.ask('alerts test ca-block')).text).toMatch(/operator/);
    expect(world.trying.posted).toEqual([]);
  });
});
