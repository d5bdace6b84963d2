import { parseEnding } from '../../domain/ending.ts';
import { isFarReaching, longestSilenceDays, type SilenceMatcher } from '../../domain/silence.ts';
import { matcherParts, matcherWords } from '../../domain/silence-words.ts';
import { confirmReply } from '../confirm.ts';
import type { CommandDeps } from '../deps.ts';
import { problemReply } from '../problem-reply.ts';
import type { CommandRequest, Reply } from '../request.ts';
import { endingLine, snoozeLine } from './line.ts';
import { snoozesReply } from './list-reply.ts';
import { timeWords } from './time-words.ts';

interface Wanted {
  readonly matcher: SilenceMatcher;
  readonly ending: string | undefined;
  readonly because: string | undefined;
  readonly confirmed: boolean;
}

interface Circumstances {
  readonly request: CommandRequest;
  readonly deps: CommandDeps;
}

/** What would be hidden, before anybody hides it. */
async function secondStep(
  { matcher, because }: Wanted,
  until: Date,
  { request, deps }: Circumstances,
): Promise<Reply> {
  const reach = await deps.silencing.reach(matcher);
  const cases = reach.cases === 1 ? 'one case' : `${reach.cases} cases`;
  return confirmReply({
    title: `Snooze all of ${matcherWords(reach.matcher)}?`,
    lines: [
      { text: `It covers everybody: ${matcherParts(reach.matcher).join(' and ')}.` },
      { text: `In the last ${reach.days} days it would have held back ${cases}.` },
      { text: `Until ${timeWords(until, request.timeZone)}, because ${because}.` },
      { text: 'Break-glass accounts are always told. Cases are still kept and counted.' },
    ],
    confirm: {
      label: 'Snooze it',
      ask: snoozeLine({ matcher: reach.matcher, ending: endingLine(until), because }, true),
    },
  });
}

/** Begins a silence, by way of a second step where it reaches far. */
export async function runSnooze(wanted: Wanted, circumstances: Circumstances): Promise<Reply> {
  const { request, deps } = circumstances;
  const { matcher, ending, because } = wanted;
  const example = (change: { ending?: string; because?: string }) =>
    snoozeLine({ matcher, ending: ending ?? 'until friday', because, ...change }, false);
  if (ending === undefined) {
    return problemReply(
      `Until when? ${longestSilenceDays} days at most, so that nothing stays hidden for ever.`,
      example({ because: because ?? 'travelling' }),
    );
  }
  const read = parseEnding(ending, deps.clock.now(), request.timeZone, longestSilenceDays);
  if ('problem' in read)
    return problemReply(read.problem, example({ ending: 'for 2d', because: because ?? 'known' }));
  if (because === undefined) {
    return problemReply(
      'Why? Others see the reason on the cards.',
      example({ because: 'travelling' }),
    );
  }
  if (isFarReaching(matcher) && !wanted.confirmed) {
    return secondStep(wanted, read.until, circumstances);
  }
  const { matcher: settled } = await deps.silencing.reach(matcher);
  const { asker } = request;
  const look = {
    people: [settled.user?.id ?? []].flat(),
    policies: [settled.policy?.id ?? []].flat(),
    reason: because,
  };
  const begun = await deps.silencing.begin({
    matcher: settled,
    reason: because,
    until: read.until,
    by: { id: asker.id, name: asker.name },
  });
  if (!begun.ok) {
    return {
      card: 'notice',
      data: { icon: '🔔', title: 'Not snoozed.', lines: [{ text: begun.reason }] },
      look: { ...look, outcome: 'refused', why: begun.reason },
    };
  }
  const quiet =
    begun.covered === 0
      ? ''
      : ` ${begun.covered === 1 ? 'One open case goes' : `${begun.covered} open cases go`} quiet.`;
  const until = timeWords(begun.silence.until, request.timeZone);
  const reply = await snoozesReply(circumstances, {
    title: `Snoozed: ${matcherWords(settled)}, until ${until}.${quiet}`,
  });
  return {
    ...reply,
    look: { ...look, line: snoozeLine({ matcher: settled, ending, because }, false) },
  };
}
