import { expect, it } from '@jest/globals';
import type { OpenChannel, OpenChannels } from '../../src/ports/open-channels.ts';

const tenantId = 'tenant-one';
const conversationId = '19:ops@thread.tacv2';
const opened: OpenChannel = {
  tenantId,
  conversationId,
  openedBy: { id: 'ada', name: 'Ada Admin' },
  openedAt: new Date('2026-11-20T12:00:00Z'),
};

/** What every list of opened channels must do, whatever keeps it. */
export function openChannelsContract(open: () => OpenChannels): void {
  it('knows a channel as open in all its threads, and no other one', async () => {
    const channels = open();
    expect(await channels.find(tenantId, conversationId)).toBeUndefined();
    const thread = { ...opened, conversationId: `${conversationId};messageid=1700` };
    expect(await channels.open(thread)).toBe('new');
    expect(await channels.find(tenantId, conversationId)).toEqual(opened);
    expect(await channels.find(tenantId, `${conversationId};messageid=1800`)).toEqual(opened);
    expect(await channels.find(tenantId, '19:other@thread.tacv2')).toBeUndefined();
    expect(await channels.find('tenant-two', conversationId)).toBeUndefined();
  });

  it('keeps who opened it first', async () => {
    const channels = open();
    await channels.open(opened);
    const again = { ...opened, openedBy: { id: 'bob', name: 'Bob' }, openedAt: new Date() };
    expect(await channels.open(again)).toBe('already');
    expect(await channels.find(tenantId, conversationId)).toEqual(opened);
  });

  it('closes it, from any of its threads, and says whether it was open', async () => {
    const channels = open();
    await channels.open(opened);
    expect(await channels.close('tenant-two', conversationId)).toBe(false);
    expect(await channels.close(tenantId, `${conversationId};messageid=1700`)).toBe(true);
    expect(await channels.close(tenantId, conversationId)).toBe(false);
    expect(await channels.find(tenantId, conversationId)).toBeUndefined();
  });
}
