import { describe, expect, it } from '@jest/globals';
import { toActivityRecord } from '../../src/domain/activity/read-record.ts';
import type { ActivityRecord } from '../../src/domain/activity-record.ts';
import { minutesAfter, noon } from '../builders.ts';
import { createWorld } from './world.ts';

describe('mail', () => {
  it('searches what happens in mailboxes, and says whose doings those are', async () => {
    const world = createWorld();
    const answer = await world.ask('mail for alice last 30d');
    expect(answer.text).toContain('Mail of Alice Example');
    expect(answer.text).toContain('used. Mail takes two searches: by who acted');
    expect(answer.text).toContain('nor commands that name the mailbox otherwise');
    await world.runSearches(2);
    const { recordTypes = [] } = world.auditLog.submitted[0]?.query ?? {};
    expect(recordTypes).toEqual(
      expect.arrayContaining(['exchangeItem', 'exchangeItemAggregated', 'exchangeAdmin']),
    );
  });

  it('is another search than that of her files', async () => {
    const world = createWorld();
    await world.ask('mail for alice');
    await world.ask('files for alice');
    await world.runSearches(2);
    expect(world.auditLog.submitted).toHaveLength(3);
  });

  it('finds what others did in her mailbox, says who, and leaves out where she is only named', async () => {
    const world = createWorld();
    const upn = 'alice@contoso.example';
    const read = (id: string, user: string, mailbox: string) =>
      world.auditLog.add(
        toActivityRecord({
          id,
          createdDateTime: minutesAfter(noon, -30).toISOString(),
          operation: 'MailItemsAccessed',
          auditLogRecordType: 'exchangeItemAggregated',
          service: 'Exchange',
          userId: user,
          userPrincipalName: user,
          auditData: {
            Operation: 'MailItemsAccessed',
            MailboxOwnerUPN: mailbox,
            UserId: user,
            LogonType: user === mailbox ? 0 : 2,
            OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
            Folders: [{ Path: '\\Inbox', FolderItems: [{ Id: id }, { Id: `${id}-2` }] }],
            Subject: `a message to ${upn}`,
          },
        }) as ActivityRecord,
      );
    read('own', upn, upn);
    read('tim', 'tim@contoso.example', upn);
    read('elsewhere', 'tim@contoso.example', 'bob@contoso.example');
    await world.ask('mail for alice');
    await world.runSearches(60);
    const answer = await world.ask('mail for alice');
    expect(answer.text).toContain('tim@contoso.example');
    expect(answer.text).toContain('2 records');
    expect(answer.text).toContain(
      '2 of about 200 searches of the last 24 hours are used. Mail takes',
    );
    const [own, others] = world.auditLog.submitted.map(({ query }) => query);
    expect(own).toMatchObject({ userPrincipalNames: [upn] });
    expect(others).toMatchObject({ keyword: upn });
    expect(others?.userPrincipalNames).toBeUndefined();
  });
});
