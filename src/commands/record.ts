import type { ActivityRecord } from '../domain/activity-record.ts';
import { subjectsOf } from '../domain/look-subjects.ts';
import type { SearchJob } from '../domain/search-job.ts';
import { activityDetailView } from './activity/detail-view.ts';
import { words } from './argument.ts';
import { defineCommand } from './command.ts';
import { isoOf } from './iso.ts';
import { problemReply } from './problem-reply.ts';
import type { ListPlace } from './request.ts';
import { readAll } from './searching/answer-search.ts';
import { openAsk } from './searching/question.ts';

/** Where a record stands that was opened by its id alone: in the whole answer of its search. */
const placeOf = ({ line, createdAt }: SearchJob): ListPlace => ({
  ask: line,
  until: isoOf(createdAt),
});

const same = (id: string) => (record: ActivityRecord) => record.id.toLowerCase() === id;

export const record = defineCommand({
  name: 'record',
  access: 'reader',
  summary: 'One record of the unified audit log, from a search that was made today',
  examples: ['record 3f2a91c0de 5e0e11b7-98a8-4b4f-9f3c-08dc1b9c0001'],
  args: { of: words('of', '<search> <record id>', true) },
  async run({ args, request, deps }) {
    const [jobId = '', ...rest] = (args.of ?? '').toLowerCase().split(' ');
    const job = await deps.searches.find(jobId);
    if (job === undefined || !deps.searches.hasRecords(job)) {
      return problemReply(
        'What that search found is no longer kept: records are for a day. Search anew.',
        job ? `${job.line} anew` : 'searches',
      );
    }
    const records = await readAll(deps.searches, job);
    const found = records.find(same(rest.join(' ')));
    if (found === undefined) {
      return problemReply('That search has found no record of this id.', job.line);
    }
    const data = activityDetailView({
      record: found,
      records,
      page: request.page ?? 1,
      back: request.back ?? placeOf(job),
      openAsk: (id) => openAsk(job, id),
      portal: deps.portal,
    });
    const { people } = subjectsOf(job.line);
    return { card: 'activity-detail', data, look: { people, records: [found.id] } };
  },
});
