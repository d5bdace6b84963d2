import { type Change, causesFirst, whenOf } from '../domain/what-changed.ts';
import type { KeptJump } from '../ports/policy-jumps.ts';

/** One change on the card. */
export interface ChangeLine {
  /** ISO time in UTC. */
  readonly at: string;
  /** '11 min before the first block' */
  readonly when: string;
  /** 'Ola Nordmann changed the conditional access policy “Require MFA”' */
  readonly text: string;
  /** 'Demands: + a compliant device'; only the first change has them. */
  readonly lines: readonly { readonly text: string }[];
}

/** What the alert card says of changes around a jump; '' and empty where nothing is known. */
export interface ChangesFacts {
  readonly whatChanged: {
    /** 'What changed'; '' leaves the part out. */
    readonly title: string;
    readonly changes: readonly ChangeLine[];
    /** That nothing was found, what was not read and why; sentences. */
    readonly notes: string;
    /** ISO; up to when was looked. */
    readonly readAt: string;
    /** The line that shows the first change whole: 'audit Directory_…'; '' leaves the button out. */
    readonly openAsk: string;
  };
}

/** All parts of the card together must fit, whatever things are called. */
const shownChanges = 3;
const shownLines = 3;

function iso(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

function linesOf({ lines, moreLines }: Change): ChangeLine['lines'] {
  const shown = lines.slice(0, shownLines);
  const more = lines.length - shown.length + moreLines;
  return [...shown, ...(more === 0 ? [] : [`and ${more} more`])].map((text) => ({ text }));
}

function changeLine(change: Change, index: number, beganAt: Date): ChangeLine {
  const [first] = change.lines;
  const detail = index === 0 || first === undefined ? '' : `: ${first}`;
  return {
    at: iso(change.at),
    when: whenOf(change, beganAt),
    text: `${change.by} ${change.what}${detail}`,
    lines: index === 0 ? linesOf(change) : [],
  };
}

function notesOf({ found }: KeptJump): string[] {
  const { changes, isHidden, notes } = found;
  const more = changes.length - shownChanges;
  return [
    ...(changes.length === 0 && !isHidden
      ? ['No change of this policy, its groups and named locations in the 24 hours before.']
      : []),
    ...(more > 0
      ? [more === 1 ? 'One more change is in the log.' : `${more} more changes are in the log.`]
      : []),
    ...notes,
  ];
}

export function changesFacts(jump: KeptJump | undefined): ChangesFacts {
  if (jump === undefined) {
    return { whatChanged: { title: '', changes: [], notes: '', readAt: '', openAsk: '' } };
  }
  const { found, beganAt, readAt } = jump;
  const changes = causesFirst(found.changes, beganAt);
  const [cause] = changes;
  return {
    whatChanged: {
      title: 'What changed',
      changes: changes
        .slice(0, shownChanges)
        .map((change, index) => changeLine(change, index, beganAt)),
      notes: notesOf(jump).join(' '),
      readAt: iso(readAt),
      openAsk: cause === undefined ? '' : `audit ${cause.auditId}`,
    },
  };
}
