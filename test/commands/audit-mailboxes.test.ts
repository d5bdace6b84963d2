import { afterEach, describe, expect, it } from '@jest/globals';
import { mariaTwo } from '../../src/demo/tenant/identities.ts';
import { type AuditingWorld, openAuditing } from './auditing/auditing-world.ts';
import { createWorld } from './world.ts';

let world: AuditingWorld | undefined;
afterEach(() => world?.close());
const readAll = async (crowd = 0) => {
  const opened = await openAuditing({ crowd, requestsIn10Seconds: 1000 });
  world = opened;
  await opened.ask('audit status');
  await opened.scan();
  return opened;
};

describe('audit mailboxes', () => {
  it('asks for the reading first where there was none', async () => {
    const { ask } = createWorld({ level: 'admin' });
    expect((await ask('audit mailboxes')).text).toContain('“audit status” reads them');
  });

  it('tells what each misses and has besides, and offers to mend it', async () => {
    const auditing = await readAll();
    const list = await auditing.ask('audit mailboxes outdated');
    expect(list.text).toContain('3 mailboxes with an audit set that misses something');
    expect(list.text).toMatch(/Owner misses ApplyRecord, MailItemsAccessed, Send/);
    expect(list.text).toContain('has also FolderBind');
    const plan = await auditing.press(list, 'Mend…');
    expect(plan.text).toContain('To be changed in the mailbox of Maria Garcia');
    expect(JSON.stringify(plan.card)).toContain(`audit enable sets for ${mariaTwo.id}`);
  });

  it('has pages', async () => {
    const auditing = await readAll(900);
    const list = await auditing.ask('audit mailboxes outdated');
    expect(list.text).toContain('12 mailboxes');
    const second = await auditing.press(list, 'More');
    expect(second.text).toContain('Page 2 of 2');
    expect(second.text).toContain('Employee 800');
  });

  it('lists bypassed accounts and what is left out', async () => {
    const { ask } = await readAll();
    expect((await ask('audit mailboxes')).text).toContain('2 accounts whose actions are not');
    expect((await ask('audit mailboxes left-out')).text).toContain('RoomMailbox');
  });

  it('gives all of them as a table', async () => {
    const { deps } = await readAll(900);
    const scan = await deps.auditing.scan();
    expect(scan?.mailboxes.outdated).toBe(12);
  });
});
