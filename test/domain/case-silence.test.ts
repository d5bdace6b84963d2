import { describe, expect, it } from '@jest/globals';
import type { Case } from '../../src/domain/case.ts';
import {
  assign,
  claim,
  isSilenced,
  resolve,
  silenced,
  snooze,
  type Transition,
  unsilenced,
} from '../../src/domain/case-transitions.ts';
import { aSilence, theCase } from '../alerts/builders.ts';
import { minutesAfter, noon } from '../builders.ts';

const alice = { id: 'a', name: 'Alice Example' };
const bob = { id: 'b', name: 'Bob Example' };
const in1h = minutesAfter(noon, 60);
const open = theCase();
const travel = { ...aSilence, reason: 'travelling', owner: bob, from: noon, until: in1h };

function done(step: Transition): Case {
  if (!step.ok) throw new Error(step.reason);
  return step.case;
}

describe('giving a case to somebody', () => {
  it('makes her the owner, whoever held it, and says who gave it', () => {
    const held = done(claim(open, bob, noon));
    const given = done(assign(held, bob, in1h, alice));
    expect(given).toMatchObject({ state: 'claimed', owner: alice });
    expect(given.history.at(-1)).toEqual({
      at: in1h,
      by: bob,
      what: 'assigned',
      note: 'Alice Example',
    });
    expect(assign(given, bob, in1h, alice)).toEqual({
      ok: false,
      reason: 'Alice Example has this case already.',
    });
  });

  it('gives it again to the one who held it before a snooze or a reopening', () => {
    const snoozed = done(snooze(done(claim(open, alice, noon)), alice, noon, in1h, 'r'));
    expect(done(assign(snoozed, bob, noon, alice))).toMatchObject({
      state: 'claimed',
      owner: alice,
      snoozedUntil: undefined,
    });
  });
});

describe('a case under a silence', () => {
  it('keeps its state and owner, is quiet to the end of it, and says why', () => {
    const held = silenced(done(claim(open, alice, noon)), travel, noon);
    expect(held).toMatchObject({ state: 'claimed', owner: alice });
    expect(isSilenced(held, minutesAfter(noon, 59))).toBe(true);
    expect(isSilenced(held, in1h)).toBe(false);
    expect(held.history.at(-1)).toEqual({
      at: noon,
      by: bob,
      what: 'silenced',
      note: 'travelling',
      until: in1h,
    });
    expect(silenced(held, travel, in1h)).toBe(held);
  });

  it('speaks again once, with the reason', () => {
    const again = unsilenced(silenced(open, travel, noon), bob, in1h, 'the silence is over');
    expect(again.silence).toBeUndefined();
    expect(again.history.map(({ what }) => what)).toEqual(['silenced', 'unsilenced']);
    expect(unsilenced(again, bob, in1h, 'twice')).toBe(again);
  });

  it('is no longer silenced once resolved', () => {
    const ended = done(
      resolve(silenced(open, travel, noon), alice, noon, 'attack', ' ticket 4711 '),
    );
    expect(isSilenced(ended, noon)).toBe(false);
    expect(ended.history.at(-1)?.note).toBe('attack: ticket 4711');
  });
});
