import { describeActivity } from '../../domain/activity/describe.ts';
import type { ActivityRecord } from '../../domain/activity-record.ts';
import type { SearchJob } from '../../domain/search-job.ts';
import type { Table } from '../command.ts';
import { problemReply } from '../problem-reply.ts';
import type { Reply } from '../request.ts';
import { type Asking, toSearchQuestion } from './answer-search.ts';
import { askOf, isWanted } from './question.ts';

const columns = [
  'Time',
  'What',
  'Who',
  'As',
  'Where',
  'IP',
  'Operation',
  'Service',
  'Record type',
  'Object',
  'User',
  'Id',
] as const;

function cellsOf(record: ActivityRecord): string[] {
  const { sentence, who, whoKind, where = '' } = describeActivity(record);
  const {
    at,
    ip = '',
    operation,
    service = '',
    recordType = '',
    objectId = '',
    user = '',
  } = record;
  const facts = [ip, operation, service, recordType, objectId, user, record.id];
  return [at.toISOString(), sentence, who, whoKind, where, ...facts];
}

async function* pagesOf({ question, deps }: Asking, job: SearchJob) {
  for await (const piece of deps.searches.records(job)) {
    yield piece.filter((record) => isWanted(record, question)).map(cellsOf);
  }
}

/** The records of a search that has its answer, in no order; a search that has none yet is not begun for it. */
export async function tableOf(asking: Asking): Promise<Table | Reply> {
  const { question, deps } = asking;
  const read = toSearchQuestion(asking);
  if ('problem' in read) return problemReply(read.problem, 'file "Budget.xlsx" last 7d');
  const job = await deps.searches.known(read.wanted);
  if (job === undefined || !deps.searches.hasRecords(job)) {
    const sentence =
      job?.state === 'open'
        ? 'The search still runs: export when its answer is there.'
        : 'What this search found is not here: search anew first.';
    return problemReply(sentence, askOf(question));
  }
  const who = question.person?.userPrincipalName.split('@')[0] ?? question.file ?? '';
  return { name: `${question.kind}-${who}`, columns, pages: pagesOf(asking, job) };
}
