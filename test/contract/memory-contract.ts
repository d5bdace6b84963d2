import { expect, it } from '@jest/globals';
import type { ConversationMemory } from '../../src/ports/conversation-memory.ts';

const tenant = 'tenant-one';
const chat = '19:chat@thread.v2';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

/** What every memory of questions must do, whatever keeps it. */
export function memoryContract(open: () => ConversationMemory): void {
  it('gives the last question of a conversation, and of no other', async () => {
    const memory = open();
    await memory.remember(tenant, chat, { line: 'signins', until: at(1) });
    await memory.remember(tenant, chat, { line: 'signins blocked', until: at(2) });
    expect(await memory.last(tenant, chat)).toEqual({ line: 'signins blocked', until: at(2) });
    expect(await memory.last(tenant, 'another')).toBeUndefined();
    expect(await memory.last('tenant-two', chat)).toBeUndefined();
  });

  it('keeps questions by name for each person, and replaces one of the same name', async () => {
    const memory = open();
    await memory.save(tenant, 'ada', { name: 'Morning', line: 'signins', savedAt: at(1) });
    await memory.save(tenant, 'ada', { name: 'evening', line: 'audits', savedAt: at(2) });
    await memory.save(tenant, 'ada', { name: 'MORNING', line: 'signins failed', savedAt: at(3) });
    expect(await memory.saved(tenant, 'ada')).toEqual([
      { name: 'evening', line: 'audits', savedAt: at(2) },
      { name: 'MORNING', line: 'signins failed', savedAt: at(3) },
    ]);
    expect(await memory.saved(tenant, 'bob')).toEqual([]);
    expect(await memory.saved('tenant-two', 'ada')).toEqual([]);
  });

  it('forgets a kept question, and says whether there was one', async () => {
    const memory = open();
    await memory.save(tenant, 'ada', { name: 'Morning', line: 'signins', savedAt: at(1) });
    expect(await memory.forget(tenant, 'bob', 'morning')).toBe(false);
    expect(await memory.forget(tenant, 'ada', ' morning ')).toBe(true);
    expect(await memory.forget(tenant, 'ada', 'morning')).toBe(false);
  });

  it('drops last questions that are old, and keeps what has a name', async () => {
    const memory = open();
    await memory.remember(tenant, chat, { line: 'signins', until: at(1) });
    await memory.remember(tenant, 'newer', { line: 'audits', until: at(9) });
    await memory.save(tenant, 'ada', { name: 'Morning', line: 'signins', savedAt: at(1) });
    await memory.forgetBefore(tenant, at(5));
    expect(await memory.last(tenant, chat)).toBeUndefined();
    expect(await memory.last(tenant, 'newer')).toBeDefined();
    expect(await memory.saved(tenant, 'ada')).toHaveLength(1);
  });
}
