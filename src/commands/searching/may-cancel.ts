import { mayDo } from '../../domain/access.ts';
import type { SearchJob } from '../../domain/search-job.ts';
import type { CommandRequest } from '../request.ts';

/** Who began a search may stop it, and so may operators. */
export function mayCancel(
  job: SearchJob,
  request: Pick<CommandRequest, 'asker' | 'level'>,
): boolean {
  return job.askedBy.id === request.asker.id || mayDo(request.level, 'operator');
}
