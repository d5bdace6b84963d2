import type { Case } from '../../src/domain/case.ts';
import type { Cases } from '../../src/ports/cases.ts';

/** Cases in memory, with a count of what was asked. */
export interface FakeCases extends Cases {
  asked: number;
}

export function createFakeCases(all: readonly Case[] = []): FakeCases {
  const fake: FakeCases = {
    asked: 0,
    async find(tenantId, id) {
      fake.asked += 1;
      return all.find((one) => one.tenantId === tenantId && one.id === id);
    },
    async open(tenantId, limit) {
      fake.asked += 1;
      const open = all
        .filter((one) => one.tenantId === tenantId && one.state !== 'resolved')
        .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
      const silenced = open.filter(({ silence }) => silence !== undefined).length;
      return { cases: open.slice(0, limit), total: open.length, silenced };
    },
    async openOfUser(tenantId, userId, limit) {
      const { cases } = await fake.open(tenantId, all.length);
      const own = cases.filter(({ user }) => user.id === userId);
      return { cases: own.slice(0, limit), total: own.length };
    },
    async since(tenantId, from) {
      fake.asked += 1;
      return all.filter((one) => one.tenantId === tenantId && one.lastAt >= from);
    },
  };
  return fake;
}
