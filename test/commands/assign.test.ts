import { describe, expect, it } from '@jest/globals';
import type { Case } from '../../src/domain/case.ts';
import type { Person } from '../../src/domain/person.ts';
import { theCase } from '../alerts/builders.ts';
import { alice, createWorld, tenantId } from './world.ts';

const bob: Person = {
  id: 'b0b00000-0000-4000-8000-000000000002',
  name: 'Bob Example',
  userPrincipalName: 'bob@contoso.example',
};
const ofAlice = (id: string, app: string): Case =>
  theCase({ tenantId, id, key: id, user: { id: alice.id, name: alice.name }, app: { name: app } });
const worldWith = (...cases: Case[]) =>
  createWorld({ level: 'operator', people: [alice, bob], cases });

describe('assign', () => {
  it('gives the one open case of a person to another', async () => {
    const answer = await worldWith(ofAlice('c-1', 'Payroll')).ask('assign alice to bob');
    expect(answer.text).toContain('Bob Example has the case of Alice Example now');
  });

  it('asks which of several, and gives the one pressed', async () => {
    const world = worldWith(ofAlice('c-1', 'Payroll'), ofAlice('c-2', 'Mail'));
    const which = await world.ask('assign alice to bob');
    expect(which.text).toContain('2 open cases are of “alice”');
    expect((await world.press(which, 'Mail')).text).toContain('Mail');
  });

  it('says that there is none, or nobody of that name', async () => {
    expect((await worldWith().ask('assign alice to bob')).text).toContain('No open case');
    const answer = await worldWith(ofAlice('c-1', 'Payroll')).ask('assign alice to zoe');
    expect(answer.text).toContain('Nobody is called “zoe”');
  });

  it('refuses what the case refuses, with the reason', async () => {
    const held = { ...ofAlice('c-1', 'Payroll'), state: 'claimed', owner: bob } as const;
    expect((await worldWith(held).ask('assign alice to bob')).text).toContain(
      'has this case already',
    );
  });
});
