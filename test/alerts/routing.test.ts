import { describe, expect, it } from '@jest/globals';
import { placesFor, routingOf } from '../../src/alerts/routing.ts';
import { caBlock } from '../../src/alerts/rules/ca-block.ts';
import type { CaseRouting } from '../../src/domain/case.ts';
import { aSubscription } from './builders.ts';

const soc = { ...aSubscription('19:Soc@thread.tacv2'), name: 'SOC' };
const onCall = { ...aSubscription('19:on-call@thread.tacv2'), name: ' On call ' };
const nameless = { ...aSubscription('a:chat'), name: undefined };
const live = [soc, onCall, nameless];
const all = live.map(({ target }) => target.conversationId);
const placesOf = (routing?: CaseRouting) => [...placesFor(routing, live)];

describe('where a case is posted', () => {
  it.each<[string, CaseRouting | undefined, string[]]>([
    ['everywhere without routes', undefined, all],
    ['everywhere where only people are to be mentioned', { mention: ['a@x.example'] }, all],
    ['where the name says, however it is written', { routes: [' soc'] }, ['19:Soc@thread.tacv2']],
    [
      'by id, of a thread too',
      { routes: ['19:soc@thread.tacv2;messageid=1'] },
      ['19:Soc@thread.tacv2'],
    ],
    [
      'in each that is named',
      { routes: ['a:chat', 'on call'] },
      ['a:chat', '19:on-call@thread.tacv2'],
    ],
    ['everywhere where a name is unknown', { routes: ['SOC', 'Nowhere'] }, all],
    ['nowhere where the digest tells it', { delivery: 'digest', routes: ['Nowhere'] }, []],
  ])('is %s', (_, routing, expected) => {
    expect(placesOf(routing).sort()).toEqual([...expected].sort());
  });

  it('is as the rule has it, and nothing where that says nothing', () => {
    const of = (settings: object) => routingOf([{ rule: caBlock, ...settings }])('ca-block');
    expect(of({})).toBeUndefined();
    expect(of({ delivery: 'at-once' })).toBeUndefined();
    expect(of({ delivery: 'digest' })).toMatchObject({ delivery: 'digest' });
    expect(of({ delivery: 'at-once', routes: ['SOC'] })).toEqual({ routes: ['SOC'] });
    expect(routingOf([])('ca-block')).toBeUndefined();
  });
});
