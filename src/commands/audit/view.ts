import { actorName, targetName } from '../../domain/audit-words/actors.ts';
import { categoryWords } from '../../domain/audit-words/categories.ts';
import { justificationOf } from '../../domain/audit-words/phrases.ts';
import { changeLines, failureOf, sentenceOf } from '../../domain/audit-words.ts';
import type { AuditTarget, DirectoryAudit } from '../../domain/directory-audit.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import { spaced } from '../../domain/sentence.ts';
import { placeOf } from '../../domain/sign-in.ts';
import { isoOf } from '../iso.ts';
import { backAction, type ListPlace } from '../request.ts';
import { quoted } from '../words.ts';
import type { AuditDetail } from './read-detail.ts';

interface Room {
  readonly targets: number;
  /** Of each target, and of further details. */
  readonly lines: number;
}

/** The first that fits into one card is taken. */
export const rooms: readonly Room[] = [
  { targets: 8, lines: 40 },
  { targets: 6, lines: 16 },
  { targets: 5, lines: 6 },
  { targets: 3, lines: 3 },
];
const longestLabel = 22;
const mostOnButtons = 2;

interface ViewInput extends AuditDetail {
  readonly back: ListPlace | undefined;
  readonly portal: PortalLinks;
}

const facts = (pairs: readonly (readonly [string, string | undefined])[]) =>
  pairs.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }]));

function whoFacts({ actor }: DirectoryAudit) {
  return facts([
    ['By', actorName(actor)],
    ['Sign-in name', actor.userPrincipalName],
    ['From', actor.ip],
    ['Home tenant', actor.homeTenant],
    ['Kind', actor.kind === 'user' ? undefined : actor.kind],
  ]);
}

function cut(lines: readonly string[], most: number) {
  const left = lines.length - most;
  return [
    ...lines.slice(0, most).map((text) => ({ text })),
    ...(left > 0 ? [{ text: `… and ${left} more: the portal shows all` }] : []),
  ];
}

function titleOf({ type, name, id, userPrincipalName }: AuditTarget): string {
  const kind = type && type !== 'N/A' ? spaced(type) : 'Target';
  const called = name ?? userPrincipalName ?? id ?? 'without a name';
  return [`${kind}: ${called}`, userPrincipalName === called ? '' : userPrincipalName]
    .filter(Boolean)
    .join(' · ');
}

function targetSection(target: AuditTarget, { nameOf }: ViewInput, { lines }: Room) {
  return { title: titleOf(target), lines: cut(changeLines(target.changes, nameOf), lines) };
}

/** Targets that say nothing: no name, no id, no change. */
const says = (target: AuditTarget) => targetName(target) !== undefined || target.changes.length > 0;

function targetSections({ entry, ...input }: ViewInput, room: Room) {
  const targets = entry.targets.filter(says);
  const left = targets.length - room.targets;
  return [
    ...targets
      .slice(0, room.targets)
      .map((target) => targetSection(target, { entry, ...input }, room)),
    ...(left > 0 ? [{ title: `… and ${left} more that it was done to`, lines: [] }] : []),
  ];
}

const label = (start: string, name: string) => {
  const letters = [...name];
  const isLong = letters.length > longestLabel;
  return `${start} ${isLong ? `${letters.slice(0, longestLabel - 1).join('')}…` : name}`;
};

/** A button is one line on a phone; an app is asked for by its whole name. */
function byButtons({ actor }: DirectoryAudit) {
  const { kind, id, name } = actor;
  const asked = kind === 'user' ? id : kind === 'app' && name && quoted(name);
  return asked
    ? [{ label: label('By', actorName({ ...actor, kind: 'user' })), ask: `audits by ${asked}` }]
    : [];
}

function onButtons({ actor, targets }: DirectoryAudit) {
  return targets
    .filter(({ id, type }) => id !== actor.id && !/^(request|directory|other)$/i.test(type ?? ''))
    .flatMap((target) =>
      target.id === undefined
        ? []
        : [
            {
              label: label(
                'On',
                target.name ?? target.userPrincipalName ?? spaced(target.type ?? 'it'),
              ),
              ask: `audits on ${target.id}`,
            },
          ],
    )
    .slice(0, mostOnButtons);
}

function signInNote({ entry, signIn, signInProblem }: ViewInput): string {
  if (signInProblem !== '')
    return `The sign-in that led to it could not be looked for. ${signInProblem}`;
  const { actor } = entry;
  const isLooked = actor.kind === 'user' && actor.id !== undefined && actor.ip !== undefined;
  return isLooked && signIn === undefined
    ? 'No sign-in of theirs from that address has arrived for the hour before it.'
    : '';
}

/** One entry as its card binds it. */
export function auditView(input: ViewInput, room: Room) {
  const { entry, signIn, back, portal } = input;
  const failure = failureOf(entry);
  return {
    icon: failure === undefined ? '📝' : '❌',
    sentence: sentenceOf(entry),
    color: failure === undefined ? 'default' : 'attention',
    happenedAt: isoOf(entry.at),
    facts: [
      ...whoFacts(entry),
      ...facts([
        ['Activity', entry.activity],
        ['Category', entry.category && categoryWords(entry.category)],
        ['Result', [entry.result, entry.reason].filter(Boolean).join(': ') || undefined],
        ['Reason given', justificationOf(entry)],
        ['Service', entry.service],
        ['Operation', entry.operation],
      ]),
    ],
    targets: targetSections(input, room),
    details: cut(
      entry.details
        .filter(({ key }) => key !== 'Justification')
        .map(({ key, value }) => `${key}: ${value}`),
      room.lines,
    ),
    record: entry.id,
    correlation: entry.correlationId ?? 'none',
    signIn: signIn
      ? {
          words: `Signed in from the same address shortly before: ${[signIn.appName, placeOf(signIn)].filter(Boolean).join(', ')}`,
          signedInAt: isoOf(signIn.at),
          ask: `signin ${signIn.id}`,
        }
      : null,
    signInNote: signInNote(input),
    buttons: [
      ...byButtons(entry),
      ...onButtons(entry),
      ...(entry.correlationId
        ? [{ label: 'Same operation', ask: `audits correlation ${entry.correlationId} last 30d` }]
        : []),
    ],
    backAction: backAction(back),
    portalUrl: portal.directoryAudits(),
  };
}
