import type { CaseFact } from '../../domain/case.ts';
import type { RehearsalDay } from '../../domain/rehearsal-day.ts';
import type { RehearsalRule, Rehearsals } from '../rule.ts';

const effects = [
  { verb: 'block', done: 'blocked', people: 'blockedPeople', title: 'Would have blocked' },
  { verb: 'prompt', done: 'prompted', people: 'promptedPeople', title: 'Would have prompted' },
] as const;
type Effect = (typeof effects)[number];

const peopleWords = (count: number) => (count === 1 ? '1 person' : `${count} people`);
const signInWords = (count: number) => (count === 1 ? '1 sign-in' : `${count} sign-ins`);
const inFigures = (average: number) => String(Math.round(average * 10) / 10);

function averageOf({ before, daysBefore }: Rehearsals, { people }: Effect): number {
  if (daysBefore === 0) return 0;
  return before.reduce((sum, day) => sum + day[people], 0) / daysBefore;
}

/** `new`: it would have done so to nobody in the week before. */
function riseOf(
  rehearsals: Rehearsals,
  effect: Effect,
  { people, times }: Readonly<Record<'people' | 'times', number>>,
): 'new' | 'risen' | undefined {
  const today = rehearsals.today[effect.people];
  const average = averageOf(rehearsals, effect);
  // The first day that was ever counted is what later ones are compared with.
  if (rehearsals.daysBefore === 0 || today < people || today < times * average) return undefined;
  return average === 0 ? 'new' : 'risen';
}

function factOf(rehearsals: Rehearsals, effect: Effect): CaseFact {
  const { today, dayBefore } = rehearsals;
  const words = `${peopleWords(today[effect.people])}, ${signInWords(today[effect.done])}`;
  const before = dayBefore === undefined ? '' : `the day before ${dayBefore[effect.people]}, `;
  const average = inFigures(averageOf(rehearsals, effect));
  return { title: effect.title, value: `${words} (${before}${average} a day in the week before)` };
}

function headlineOf(rehearsals: Rehearsals, rises: readonly (readonly [Effect, string])[]): string {
  const { today } = rehearsals;
  const [first] = rises;
  if (first === undefined) {
    return `would have blocked ${peopleWords(today.blockedPeople)} and prompted ${today.promptedPeople}`;
  }
  const [effect, how] = first;
  const count = peopleWords(today[effect.people]);
  if (how === 'new') return `would have begun to ${effect.verb}: ${count}`;
  return `would have ${effect.done} ${count}, up from ${inFigures(averageOf(rehearsals, effect))} a day`;
}

const dayWords = ({ day }: RehearsalDay) => `On ${day} (UTC)`;

/** Report-only policies that would have begun to stop or prompt people, or many more of them than in the week before. */
export const reportOnlyDelta: RehearsalRule = {
  id: 'report-only-delta',
  source: 'report-only',
  severity: 'low',
  verdict: 'Would stop',
  summary:
    'report-only policies that would block or prompt people who were not, or many more than in the week before',
  numbers: {
    people: { least: 1, most: 100_000, usual: 5 },
    times: { least: 2, most: 100, usual: 2 },
  },
  judge(rehearsals, numbers, isFollowed) {
    const rises = effects.flatMap((effect) => {
      const how = riseOf(rehearsals, effect, numbers);
      return how === undefined ? [] : [[effect, how] as const];
    });
    if (rises.length === 0 && !isFollowed) return undefined;
    const { today } = rehearsals;
    return {
      headline: headlineOf(rehearsals, rises),
      why: `${dayWords(today)} this policy would have blocked ${signInWords(today.blocked)} and prompted ${today.prompted}, were it on. It is report-only: nobody was kept out.`,
      nextStep:
        'Look whom it would stop before it is switched on, and whether something changed: the policy, its groups, or the devices and apps of these people.',
      facts: effects.map((effect) => factOf(rehearsals, effect)),
    };
  },
};
