import { matcherWords } from '../../domain/silence-words.ts';
import type { KeptSilence } from '../../ports/silences.ts';
import type { CommandDeps } from '../deps.ts';
import type { CommandRequest, Reply } from '../request.ts';
import { timeWords } from './time-words.ts';

/** Snoozes on one card. */
const aPage = 6;

function heldWords(heldBack: number): string {
  if (heldBack === 0) return 'nothing held back yet';
  return heldBack === 1 ? 'one finding held back' : `${heldBack} findings held back`;
}

function lineOf(
  { id, matcher, reason, owner, until, from, heldBack }: KeptSilence,
  request: CommandRequest,
) {
  return {
    what: matcherWords(matcher),
    detail: `Until ${timeWords(until, request.timeZone)} · ${heldWords(heldBack)}`,
    why: `${owner.name}: ${reason}`,
    since: `since ${timeWords(from, request.timeZone)}`,
    ask: `snooze end ${id}`,
  };
}

/** What is snoozed now, the one that ends first comes first. */
export async function snoozesReply(
  { request, deps }: { readonly request: CommandRequest; readonly deps: CommandDeps },
  heading: { readonly title?: string; readonly icon?: '🔔' } = {},
): Promise<Reply> {
  const all = await deps.silencing.current();
  const pages = Math.max(1, Math.ceil(all.length / aPage));
  const page = Math.min(Math.max(1, Math.trunc(request.page ?? 1)), pages);
  const total = all.length === 1 ? 'One snooze' : `${all.length} snoozes`;
  return {
    card: 'snoozes',
    asked: 'snoozes',
    data: {
      icon: heading.icon ?? (all.length === 0 ? '🔔' : '🔕'),
      title: heading.title ?? (all.length === 0 ? 'Nothing is snoozed' : total),
      empty:
        all.length === 0
          ? '“snooze alice until friday because travelling” keeps quiet what is expected. Single cases are snoozed on their cards.'
          : '',
      snoozes: all.slice((page - 1) * aPage, page * aPage).map((one) => lineOf(one, request)),
      mayAct: request.level === 'operator' || request.level === 'admin',
      before: page > 1 ? { ask: 'snoozes', page: page - 1 } : null,
      more: page < pages ? { ask: 'snoozes', page: page + 1 } : null,
    },
  };
}
