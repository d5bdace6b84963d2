import type { KeptLook, LookDoor, LookOutcome } from '../../domain/look.ts';
import { many } from '../figures.ts';
import { isoOf } from '../iso.ts';
import { askOf, type LooksAsked, titleOf } from './question.ts';

/** Lines on one card. */
export const linesAPage = 6;

interface ViewInput extends LooksAsked {
  /** Those of this page, newest first. */
  readonly looks: readonly KeptLook[];
  /** Of people by object id; those that the directory does not tell are absent. */
  readonly names: ReadonlyMap<string, string>;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly keptDays: number;
  /** Whether the asker may have all of it as a file. */
  readonly mayExport: boolean;
  /** Whether everybody may ask who looked at herself. */
  readonly self: boolean;
}

const icons: Readonly<Record<LookOutcome, string>> = { answered: '👁', refused: '⛔', failed: '⚠️' };
const places = {
  personal: 'in a personal chat',
  groupChat: 'in a group chat',
  channel: 'in a channel',
};
const doors: Readonly<Record<LookDoor, string>> = {
  message: 'typed',
  button: 'by a button',
  search: 'searched while writing',
  pick: 'put into a message',
  link: 'by a pasted link',
  file: 'answer to an offered file',
  result: 'a search that ended',
};

/** The question with people's names in place of their ids. */
function questionOf({ line, command }: KeptLook, names: ViewInput['names']): string {
  const named = [...names].reduce((text, [id, name]) => text.replaceAll(id, name), line);
  return named || command || 'Something that was not understood';
}

/** Whom it was about, where the question does not say it. */
function aboutWords(look: KeptLook, { names, person }: ViewInput): string {
  const others = (look.people ?? []).filter((id) => id !== person?.id && !look.line.includes(id));
  return others.length === 0 ? '' : `about ${others.map((id) => names.get(id) ?? id).join(', ')}`;
}

function outcomeWords({ outcome, why, rows }: KeptLook): string {
  if (outcome === 'refused') return `refused: ${why ?? 'no right'}`;
  if (outcome === 'failed') return `not answered: ${why ?? 'unknown'}`;
  return rows === undefined ? 'answered' : `${many(rows, 'row')} shown`;
}

function lineOf(look: KeptLook, input: ViewInput) {
  const { by, where, door, reason } = look;
  return {
    icon: icons[look.outcome],
    who: `${by.name} (${by.level === 'none' ? 'no level' : by.level})`,
    lineAt: isoOf(look.at),
    question: questionOf(look, input.names),
    detail: [
      aboutWords(look, input),
      outcomeWords(look),
      places[where.kind],
      doors[door],
      reason && `because ${reason}`,
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

function notesOf({ person, keptDays, mayExport, self }: ViewInput): string {
  return [
    person &&
      'Lists of the whole tenant count only where they were filtered to this person or a line of hers was opened; her cases count by their buttons.',
    `Kept for ${keptDays} days, never with the answers themselves.`,
    mayExport && '“export” gives every column; npm run verify-log shows whether a row was changed.',
    self ? 'Everybody may ask “who looked at me” (LOOKS_SELF).' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Who asked what, as its card binds it. */
export function looksView(input: ViewInput) {
  const { person, total, page, pages } = input;
  const place = { ask: askOf(input), until: isoOf(input.until) };
  return {
    title: titleOf(input),
    subtitle: [person?.userPrincipalName, input.rangeLabel].filter(Boolean).join(' · '),
    total: many(total, 'question'),
    lines: input.looks.map((look) => lineOf(look, input)),
    empty:
      total === 0
        ? `Nobody asked the bot about ${person ? person.name : 'anything'} in this time.`
        : '',
    pageText: pages > 1 ? `Page ${page} of ${pages}` : '',
    newer: page > 1 ? { ...place, page: page - 1 } : null,
    older: page < pages ? { ...place, page: page + 1 } : null,
    notes: notesOf(input),
  };
}
