import type { ActivityInput } from '../../../src/commands/activity/input.ts';
import { portalLinks } from '../../../src/domain/portal-links.ts';
import type { JsonRecord } from '../../../src/domain/record.ts';
import { read } from '../../domain/activity/read.ts';
import { alice } from '../world.ts';

export const now = new Date('2026-11-22T12:00:00Z');
export const portal = portalLinks('public', '7e000000-0000-4000-8000-000000000001');
export const openAsk = (id: string) => `record 3f2a91c0de "${id}"`;

/** An answer about Alice's files with what a test changes of it. */
export function activityInput(
  records: readonly JsonRecord[],
  more: Partial<ActivityInput> = {},
): ActivityInput {
  const ask = `files for ${alice.id}`;
  return {
    kind: 'files',
    person: alice,
    records: records.map(read),
    facts: {
      isTruncated: false,
      unreadable: 0,
      dropped: 0,
      finishedAt: now,
      searchesUsed: 3,
      searchesADay: 200,
    },
    rangeLabel: 'last 24 hours',
    window: { from: new Date(now.getTime() - 86_400_000), to: now },
    page: 1,
    ask,
    onlyAsk: (only) => [ask, only].filter(Boolean).join(' '),
    anewAsk: `${ask} anew`,
    openAsk,
    until: now,
    now,
    portal,
    ...more,
  };
}
