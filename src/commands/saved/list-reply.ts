import { nearestName } from '../../domain/nearest-name.ts';
import type { Call } from '../command.ts';
import { isoOf } from '../iso.ts';
import { problemReply } from '../problem-reply.ts';
import type { Reply } from '../request.ts';

/** Questions on one card. */
const aPage = 6;

export type AnyCall = Pick<Call<Record<never, never>>, 'deps' | 'request'>;

/** The asker's saved questions, by name. */
export const mine = ({ deps, request }: AnyCall) =>
  deps.memory.saved(deps.tenantId, request.asker.id);

/** The asker's saved questions as a card. */
export async function listReply(call: AnyCall, title: string): Promise<Reply> {
  const questions = await mine(call);
  const pages = Math.max(1, Math.ceil(questions.length / aPage));
  const page = Math.min(Math.max(1, Math.trunc(call.request.page ?? 1)), pages);
  return {
    card: 'saved',
    data: {
      title,
      empty:
        questions.length === 0
          ? 'Ask something, then type “save as morning-check”; “run morning-check” asks it again.'
          : '',
      questions: questions
        .slice((page - 1) * aPage, page * aPage)
        .map(({ name, line, savedAt }) => ({
          name,
          nameLabel: name,
          line,
          savedAt: isoOf(savedAt),
          ask: `run ${name}`,
          forgetAsk: `forget ${name}`,
        })),
      before: page > 1 ? { ask: 'saved', page: page - 1 } : null,
      more: page < pages ? { ask: 'saved', page: page + 1 } : null,
    },
  };
}

/** Nothing is saved under this name. */
export function unknownName(typed: string, names: readonly string[]): Reply {
  const near = nearestName(typed, names);
  return problemReply(
    `You have saved nothing as “${typed}”.${near ? ` Did you mean “${near}”?` : ''}`,
    near ? `run ${near}` : 'saved',
  );
}
