import { nearestName } from '../../domain/nearest-name.ts';
import type { WatchedRule } from '../../ports/watched-rules.ts';
import type { CommandDeps } from '../deps.ts';
import { fitting } from '../fitting.ts';
import { problemReply } from '../problem-reply.ts';
import type { Reply } from '../request.ts';

type Ask = (id: string) => string;

/** Rules on one card, the most that fit first. */
const rooms = [20, 12, 6] as const;

function chooser(title: string, rules: readonly WatchedRule[], ask: Ask): Reply {
  return fitting('chooser', rooms, (room) => {
    const left = rules.length - room;
    return {
      title,
      people: rules
        .slice(0, room)
        .map(({ id, summary }) => ({ nameLabel: id, ask: ask(id), detail: summary })),
      hint: left > 0 ? `And ${left} more: “alerts rules” lists all.` : '',
      reading: null,
    };
  });
}

/** The rule that was typed, or the answer to give instead: which rule may be meant, or which there are, as buttons. */
export function findRule(
  typed: string | undefined,
  { watched }: Pick<CommandDeps, 'watched'>,
  ask: Ask,
): { readonly rule: WatchedRule } | { readonly reply: Reply } {
  const { rules } = watched();
  const wanted = typed?.trim().toLowerCase();
  const rule = rules.find(({ id }) => id === wanted);
  if (rule !== undefined) return { rule };
  if (wanted === undefined) return { reply: chooser('Which rule shall it be?', rules, ask) };
  const unknown = `There is no rule “${typed}”.`;
  const ids = rules.map(({ id }) => id);
  const nearest = nearestName(wanted, ids);
  if (nearest === undefined) return { reply: chooser(`${unknown} There are these:`, rules, ask) };
  return { reply: problemReply(`${unknown} Did you mean “${nearest}”?`, ask(nearest)) };
}
