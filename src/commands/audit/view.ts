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
import type { AuditDetail } from './read-detail.ts';

/** How many lines of changes and of further details fit; the first that does is taken. */
export const rooms: readonly number[] = [40, 16, 6];

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

function targetSection(target: AuditTarget, { nameOf }: ViewInput, most: number) {
  const kind = target.type && target.type !== 'N/A' ? spaced(target.type) : 'Target';
  const lines = changeLines(target.changes, nameOf);
  const upn = target.userPrincipalName;
  return {
    title: [`${kind}: ${targetName(target) ?? 'without a name'}`, upn === target.name ? '' : upn]
      .filter(Boolean)
      .join(' · '),
    lines: cut(lines, most),
  };
}

/** Targets that say nothing: no name, no id, no change. */
const says = (target: AuditTarget) => targetName(target) !== undefined || target.changes.length > 0;

/** One entry as its card binds it. */
export function auditView(input: ViewInput, room: number) {
  const { entry, signIn, back, portal } = input;
  const failure = failureOf(entry);
  const onId = entry.targets.find(({ id }) => id !== undefined)?.id;
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
    targets: entry.targets.filter(says).map((target) => targetSection(target, input, room)),
    details: cut(
      entry.details
        .filter(({ key }) => key !== 'Justification')
        .map(({ key, value }) => `${key}: ${value}`),
      room,
    ),
    recordId: entry.id,
    correlationId: entry.correlationId ?? 'none',
    signIn: signIn
      ? {
          words: `Signed in from the same address shortly before: ${[signIn.appName, placeOf(signIn)].filter(Boolean).join(', ')}`,
          signedInAt: isoOf(signIn.at),
          ask: `signin ${signIn.id}`,
        }
      : null,
    buttons: [
      ...(entry.actor.kind === 'user' && entry.actor.id
        ? [{ label: 'By the same', ask: `audits by ${entry.actor.id}` }]
        : []),
      ...(onId ? [{ label: 'On the same', ask: `audits on ${onId}` }] : []),
      ...(entry.correlationId
        ? [{ label: 'Same operation', ask: `audits correlation ${entry.correlationId} last 30d` }]
        : []),
    ],
    backAction: backAction(back),
    portalUrl: portal.directoryAudits(),
  };
}
