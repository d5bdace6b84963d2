import type { Case, CaseEvent, CaseSignIn } from '../domain/case.ts';
import { unsilenced } from '../domain/case-transitions.ts';

/** Who did what the bot does by itself. */
const bot: CaseEvent['by'] = { id: 'bot', name: 'The bot' };

function resolveByBot(alert: Case, at: Date, note: string): Case {
  return {
    ...alert,
    state: 'resolved',
    snoozedUntil: undefined,
    silence: undefined,
    history: [...alert.history, { at, by: bot, what: 'resolved', note }],
  };
}

/** Ends a case in which nothing has happened for so long that the next block is another matter. */
export function closeQuiet(alert: Case, at: Date): Case {
  return resolveByBot(alert, at, 'quiet for 24 h');
}

/** A snooze that is over: the case is open for everybody again. */
export function wake(alert: Case, at: Date): Case {
  return {
    ...alert,
    state: 'open',
    owner: undefined,
    snoozedUntil: undefined,
    history: [...alert.history, { at, by: bot, what: 'reopened', note: 'the snooze is over' }],
  };
}

/** The bot told people of the case once more. */
export function tell(alert: Case, at: Date, what: 'reminded' | 'escalated', note: string): Case {
  return { ...alert, history: [...alert.history, { at, by: bot, what, note }] };
}

/** The bot found out what may be behind it. */
export function explain(alert: Case, at: Date, note: string): Case {
  return { ...alert, history: [...alert.history, { at, by: bot, what: 'explained', note }] };
}

/** The case went on after it had been calm, and people are told of it. */
export function flare(alert: Case, at: Date, note: string): Case {
  return { ...alert, history: [...alert.history, { at, by: bot, what: 'flared', note }] };
}

/** The case got worse, and people are told of it. */
export function rise(alert: Case, at: Date, note: string): Case {
  return { ...alert, history: [...alert.history, { at, by: bot, what: 'rose', note }] };
}

/** A silenced case speaks again; any other stays as it is. */
export function speakAgain(alert: Case, at: Date, note: string): Case {
  return unsilenced(alert, bot, at, note);
}

/**
 * A case after some of its sign-ins moved to another one. `remaining`, oldest first, are those that
 * stay; a case that keeps none ends, and shows 0.
 */
export function shrink(alert: Case, remaining: readonly CaseSignIn[], at: Date): Case {
  const first = remaining[0];
  const latest = remaining.at(-1);
  if (first === undefined || latest === undefined) {
    const emptied = { ...alert, count: 0 };
    if (alert.state === 'resolved') return emptied;
    return resolveByBot(emptied, at, 'the prompts became blocks, which have their own case');
  }
  return {
    ...alert,
    count: remaining.length,
    firstAt: first.at,
    lastAt: latest.at,
    latest,
  };
}
