import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../src/domain/person.ts';
import { minutesAfter } from '../builders.ts';
import { idOf } from './ago.ts';
import { buttonsOf } from './buttons.ts';
import { alice, createWorld } from './world.ts';

const person = (number: number, name: string, more: Partial<Person> = {}): Person => ({
  id: idOf(9000 + number),
  name,
  userPrincipalName: `person${number}@contoso.example`,
  ...more,
});

describe('signins: whose', () => {
  it('are found by name, UPN, object id and mention', async () => {
    const { ask, signIns } = createWorld({ people: [alice, person(1, 'Alicia Other')] });
    const mentions = [{ text: 'Ali', id: alice.id }];
    await ask('signins for alice last 1h');
    await ask('signins ALICE@contoso.example last 2h');
    await ask(`signins for ${alice.id.toUpperCase()} last 3h`);
    await ask('signins for Ali last 4h', { mentions });
    expect(signIns.asked.map(({ query }) => query.userId)).toEqual(Array(4).fill(alice.id));
  });

  it('are the asker’s own for “me”', async () => {
    const me = { ...person(1, 'Olga Operator'), id: 'bbbbbbbb-0000-4000-8000-000000000001' };
    const { ask, signIns } = createWorld({ people: [alice, me] });
    await ask('signins for me');
    expect(signIns.asked[0]?.query.userId).toBe(me.id);
  });

  it('are asked back for namesakes, and the choice asks by object id with all the rest', async () => {
    const people = [person(1, 'Maria Garcia'), person(2, 'Maria Garcia', { department: 'Sales' })];
    const world = createWorld({ people });
    const answer = await world.ask(
      'signins for maria garcia blocked app "Microsoft Teams" last 2h',
    );
    expect(world.signIns.asked).toEqual([]);
    const choices = buttonsOf(answer.card).filter(({ title }) => title.startsWith('Maria Garcia'));
    expect(choices).toHaveLength(2);
    expect(answer.text).toContain('person2@contoso.example');
    expect(answer.text).toContain('Sales');
    await world.send(choices[1]?.data ?? {});
    const [asked] = world.signIns.asked;
    expect(asked?.query).toMatchObject({ userId: idOf(9002), appName: 'Microsoft Teams' });
    expect(asked?.query.window.from).toEqual(minutesAfter(world.time.now, -120));
  });

  it('are the one whose whole name was typed, among others that begin like it', async () => {
    const people = [person(2, 'Anna Bergström'), person(1, 'Anna Berg')];
    const { ask, signIns } = createWorld({ people });
    await ask('signins for anna berg');
    expect(signIns.asked[0]?.query.userId).toBe(idOf(9001));
  });

  it('say when there are more of the name than a card shows', async () => {
    const people = Array.from({ length: 12 }, (_, at) => person(at, `Maria Number${at}`));
    const answer = await createWorld({ people }).ask('signins for maria');
    expect(buttonsOf(answer.card).filter(({ title }) => title.startsWith('Maria'))).toHaveLength(8);
    expect(answer.text).toContain('There are more');
  });

  it('come with the nearest names when nobody is called so', async () => {
    const world = createWorld();
    const answer = await world.ask('signins for alize failed');
    expect(answer.text).toContain('Nobody is called “alize”');
    expect(world.signIns.asked).toEqual([]);
    await world.press(answer, 'Alice Example');
    expect(world.signIns.asked[0]?.query.userId).toBe(alice.id);
  });

  it('are nobody’s for a name that is like none, and nothing is read', async () => {
    const world = createWorld();
    const answer = await world.ask('signins for qqqq');
    expect(answer.text).toContain('Nobody is called “qqqq”.');
    expect(world.signIns.asked).toEqual([]);
  });
});
