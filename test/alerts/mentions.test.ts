import { describe, expect, it } from '@jest/globals';
import { createMentions } from '../../src/alerts/mentions.ts';
import type { Person } from '../../src/domain/person.ts';
import { recordingLog } from './recording-log.ts';
import { clockAt, never } from './world.ts';

const alice = {
  id: 'id-of-alice',
  name: 'Alice <Hansen> *R&D*',
  userPrincipalName: 'alice@x.example',
};

function mentioning(find: (id: string) => Promise<Person | undefined>) {
  const clock = clockAt(0);
  const asked: string[] = [];
  const directory = {
    person: (id: string) => {
      asked.push(id);
      return find(id);
    },
  };
  const limit = () => never;
  return {
    clock,
    asked,
    mentions: createMentions({ directory, clock, log: recordingLog(), limit }),
  };
}

describe('people whom a card names', () => {
  it('are told to Teams by their ids, with names in which nothing is markup', async () => {
    const { mentions, asked } = mentioning(async () => alice);
    const found = await mentions.ringing(['alice@x.example'], never);
    expect(found).toEqual([{ name: 'Alice Hansen R D', mentionId: 'id-of-alice' }]);
    expect(await mentions.ringing(['alice@x.example'], never)).toEqual(found);
    expect(asked).toHaveLength(1);
  });

  it('are named and not rung up by messages that do not ring', async () => {
    const { mentions } = mentioning(async () => alice);
    expect(mentions.quiet(['alice@x.example'])).toEqual([
      { name: 'alice@x.example', mentionId: '' },
    ]);
    await mentions.ringing(['alice@x.example'], never);
    expect(mentions.quiet(['alice@x.example'])).toEqual([
      { name: 'Alice Hansen R D', mentionId: '' },
    ]);
  });

  it.each([
    ['nobody knows them', async () => undefined],
    ['the directory fails', () => Promise.reject(new Error('busy'))],
  ])(
    'stand there as the file has them when %s, and are asked for again a minute later',
    async (_, find) => {
      const { mentions, asked, clock } = mentioning(find);
      const plain = [{ name: 'bob@x.example', mentionId: '' }];
      for (let card = 0; card < 3; card += 1) {
        expect(await mentions.ringing(['bob@x.example'], never)).toEqual(plain);
      }
      expect(asked).toHaveLength(1);
      clock.set(1);
      expect(await mentions.ringing(['bob@x.example'], never)).toEqual(plain);
      expect(asked).toHaveLength(2);
    },
  );
});
