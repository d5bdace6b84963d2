import { nearestName } from '../../domain/nearest-name.ts';
import type { WatchedRule } from '../../ports/watched-rules.ts';
import type { CommandDeps } from '../deps.ts';
import type { Reply } from '../request.ts';

/** The rule that was typed, or the answer to give instead: which rules there are, as buttons. */
export function findRule(
  typed: string | undefined,
  { watched }: Pick<CommandDeps, 'watched'>,
  ask: (id: string) => string,
): { readonly rule: WatchedRule } | { readonly reply: Reply } {
  const { rules } = watched();
  const ids = rules.map(({ id }) => id);
  const wanted = typed?.trim().toLowerCase();
  const rule = rules.find(({ id }) => id === wanted);
  if (rule !== undefined) return { rule };
  const nearest = wanted === undefined ? undefined : nearestName(wanted, ids);
  const unknown = `There is no rule “${typed}”.`;
  const sentence =
    nearest === undefined
      ? `${typed === undefined ? '' : `${unknown} `}Which rule shall it be?`
      : `${unknown} Did you mean “${nearest}”?`;
  const offered = nearest === undefined ? ids : [nearest];
  const examples = offered.map((id) => ({ label: id, text: ask(id), ask: ask(id) }));
  return { reply: { card: 'not-understood', data: { sentence, examples } } };
}
