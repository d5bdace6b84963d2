import {
  type Case,
  type CaseEvent,
  type CaseFinding,
  type CaseState,
  type Resolution,
  several,
  stateAt,
} from './case.ts';
import { worseOf } from './severity.ts';
import { endOf, type Silence } from './silence.ts';

/** The case after the step, or a sentence that says why the step cannot be taken. */
export type Transition =
  | { readonly ok: true; readonly case: Case }
  | { readonly ok: false; readonly reason: string };

type Actor = CaseEvent['by'];

function refuse(reason: string): Transition {
  return { ok: false, reason };
}

function move(c: Case, event: CaseEvent, change: Partial<Case>): Transition {
  return { ok: true, case: { ...c, ...change, history: [...c.history, event] } };
}

function resolvedAlready(c: Case): Transition {
  const last = c.history.findLast((event) => event.what === 'resolved');
  if (last === undefined) return refuse('This case is already resolved.');
  const how = last.note === undefined ? '' : ` as ${last.note}`;
  return refuse(`This case is already resolved by ${last.by.name}${how}.`);
}

/** Somebody takes the case; a snooze ends with it. Refused while another person holds it. */
export function claim(c: Case, by: Actor, at: Date): Transition {
  const state: CaseState = stateAt(c, at);
  if (state === 'resolved') return resolvedAlready(c);
  if (state === 'claimed') {
    return refuse(
      c.owner?.id === by.id
        ? 'You have claimed this case already.'
        : `This case is already claimed by ${c.owner?.name ?? 'somebody else'}.`,
    );
  }
  return move(
    c,
    { at, by, what: 'claimed' },
    { state: 'claimed', owner: by, snoozedUntil: undefined },
  );
}

/** Gives the case to a person, whoever held it; a snooze ends with it. Refused when she holds it already. */
export function assign(c: Case, by: Actor, at: Date, to: Actor): Transition {
  const state: CaseState = stateAt(c, at);
  if (state === 'resolved') return resolvedAlready(c);
  if (state === 'claimed' && c.owner?.id === to.id) {
    return refuse(`${to.name} has this case already.`);
  }
  return move(
    c,
    { at, by, what: 'assigned', note: to.name },
    { state: 'claimed', owner: to, snoozedUntil: undefined },
  );
}

/** Keeps the case quiet until a later time; a second snooze replaces the first. The owner stays. */
export function snooze(c: Case, by: Actor, at: Date, until: Date, reason: string): Transition {
  if (stateAt(c, at) === 'resolved') return resolvedAlready(c);
  if (!(until.getTime() > at.getTime())) {
    return refuse('A snooze must end in the future.');
  }
  const note = reason.trim();
  if (note === '') return refuse('Give a reason for the snooze: others see it on the card.');
  return move(
    c,
    { at, by, what: 'snoozed', note, until },
    { state: 'snoozed', snoozedUntil: until },
  );
}

/** Ends the case, with a note where somebody wrote one. The same thing happening again opens a new one. */
export function resolve(
  c: Case,
  by: Actor,
  at: Date,
  resolution: Resolution,
  words = '',
): Transition {
  if (c.state === 'resolved') return resolvedAlready(c);
  const note = [resolution, words.trim()].filter((part) => part !== '').join(': ');
  return move(
    c,
    { at, by, what: 'resolved', note },
    { state: 'resolved', snoozedUntil: undefined, silence: undefined },
  );
}

/** A silence covers all that the case holds: it goes quiet until that ends. Its state and owner stay; a resolved one is quiet anyway. */
export function silenced(c: Case, silence: Silence, at: Date): Case {
  if (c.state === 'resolved' || c.silence?.id === silence.id) return c;
  const { id, owner, reason } = silence;
  const until = endOf(silence);
  const event: CaseEvent = { at, by: owner, what: 'silenced', note: reason, until };
  return {
    ...c,
    silence: { id, until, by: owner.name, reason },
    history: [...c.history, event],
  };
}

/** The silence is over, was ended, or does not cover what came since: the case speaks again. */
export function unsilenced(c: Case, by: Actor, at: Date, note: string): Case {
  if (c.silence === undefined) return c;
  const event: CaseEvent = { at, by, what: 'unsilenced', note };
  return { ...c, silence: undefined, history: [...c.history, event] };
}

/** True while a silence covers all that the case holds. */
export function isSilenced({ silence }: Case, now: Date): boolean {
  return silence !== undefined && silence.until > now;
}

/**
 * Back to open, without owner or snooze: undoes a claim, a snooze or a resolution. Another case with
 * the same key may have been opened since a resolution; whoever stores cases has to look.
 */
export function reopen(c: Case, by: Actor, at: Date): Transition {
  if (stateAt(c, at) === 'open') return refuse('This case is open already.');
  return move(
    c,
    { at, by, what: 'reopened' },
    { state: 'open', owner: undefined, snoozedUntil: undefined },
  );
}

/**
 * Lets the case grow by what the poll found. A sign-in given twice, or given as `latest` before, counts once;
 * older repeats are kept out by the read ledger, as a case remembers no more than its latest id.
 * State and owner stay, and the severity never falls. A resolved case takes nothing in: the caller opens a new one.
 */
export function absorb(c: Case, findings: readonly CaseFinding[]): Transition {
  if (c.state === 'resolved') return resolvedAlready(c);
  const fresh = new Map(findings.map((finding) => [finding.signIn.id, finding]));
  const again = fresh.get(c.latest.id);
  fresh.delete(c.latest.id);
  let grown: Case = again ? speakOf(c, again) : c;
  for (const finding of fresh.values()) {
    const counted = { ...widened(grown, finding), count: grown.count + 1 };
    const isLatest = finding.signIn.at >= grown.lastAt;
    grown = isLatest ? speakOf(counted, finding) : spanning(counted, finding);
  }
  return { ok: true, case: grown };
}

function speakOf(c: Case, finding: CaseFinding): Case {
  const { signIn, headline, why, nextStep, facts, user } = finding;
  // Several people may change one policy: the words are about whoever did it last.
  const who = signIn.record === undefined ? undefined : user;
  return {
    ...spanning(c, finding),
    latest: signIn,
    headline,
    why,
    nextStep,
    ...(facts && { facts }),
    ...(who && { user: who }),
  };
}

type Named = { readonly id?: string; readonly name: string };

const isSame = (one: Named, other: Named): boolean =>
  one.id !== undefined && other.id !== undefined ? one.id === other.id : one.name === other.name;

/** A rule may group sign-ins of several apps or policies: its case then names none of them. */
function widened(c: Case, { signIn, app, policy }: CaseFinding): Case {
  if (signIn.record !== undefined || c.spread !== undefined) return c;
  return {
    ...c,
    ...(app && !isSame(app, c.app) && { app: several.app }),
    ...(policy && c.policy && !isSame(policy, c.policy) && { policy: several.policy }),
  };
}

function spanning(c: Case, { signIn: { at }, severity = c.severity }: CaseFinding): Case {
  return {
    ...c,
    severity: worseOf(c.severity, severity),
    firstAt: at < c.firstAt ? at : c.firstAt,
    lastAt: at > c.lastAt ? at : c.lastAt,
  };
}

/** True while growth is not to be announced: snoozed and the end not yet reached, or resolved. */
export function isQuiet(c: Case, now: Date): boolean {
  const state = stateAt(c, now);
  return state === 'snoozed' || state === 'resolved';
}
