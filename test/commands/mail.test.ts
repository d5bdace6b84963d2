import { describe, expect, it } from '@jest/globals';
import { createWorld } from './world.ts';

describe('mail', () => {
  it('searches what happens in mailboxes, and says whose doings those are', async () => {
    const world = createWorld();
    const answer = await world.ask('mail for alice last 30d');
    expect(answer.text).toContain('Mail of Alice Example');
    expect(answer.text).toContain('Nor is what others did in this mailbox');
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
    expect(world.auditLog.submitted).toHaveLength(2);
  });
});
