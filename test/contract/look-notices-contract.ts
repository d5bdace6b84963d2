import { expect, it } from '@jest/globals';
import type { LookNotice, LookNotices } from '../../src/ports/look-notices.ts';

const tenant = 'tenant-one';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));
const aNotice = (id: string, minute = 0): LookNotice => ({
  id,
  at: at(minute),
  asker: { id: 'olga', name: 'Olga' },
  person: { id: 'anna', name: 'Anna “the chief”' },
  reason: 'HR case 4711',
  conversationId: '19:council',
});

/** What every list of notices about looks at protected people must do. */
export function lookNoticesContract(open: () => LookNotices): void {
  it('keeps each notice about a look once, until it is told, oldest first', async () => {
    const notices = open();
    await notices.add(tenant, aNotice('b', 2));
    await notices.add(tenant, aNotice('a', 1));
    await notices.add(tenant, { ...aNotice('a', 1), reason: 'the same again' });
    await notices.add('tenant-two', aNotice('c'));
    expect(await notices.due(tenant, at(5), 10)).toEqual([
      { ...aNotice('a', 1), attempts: 0 },
      { ...aNotice('b', 2), attempts: 0 },
    ]);
    expect(await notices.due(tenant, at(5), 1)).toHaveLength(1);
    await notices.settleSent(tenant, 'a', at(5));
    await notices.add(tenant, aNotice('a', 1));
    expect((await notices.due(tenant, at(5), 10)).map(({ id }) => id)).toEqual(['b']);
  });

  it('waits with a notice that could not be told, and forgets told ones alone', async () => {
    const notices = open();
    await notices.add(tenant, aNotice('late'));
    await notices.add(tenant, aNotice('told'));
    await notices.settleSent(tenant, 'told', at(1));
    await notices.settleRetry(tenant, 'late', at(9));
    expect(await notices.due(tenant, at(8), 10)).toEqual([]);
    await notices.forgetBefore(tenant, at(30));
    expect(await notices.due(tenant, at(9), 10)).toMatchObject([{ id: 'late', attempts: 1 }]);
    await notices.add(tenant, aNotice('told'));
    expect(await notices.due(tenant, at(9), 10)).toHaveLength(2);
  });
}
