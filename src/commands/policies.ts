import { dayFinder, daysIn } from '../domain/days.ts';
import type { Policy, PolicyState } from '../domain/policy.ts';
import { tallyPolicy } from '../domain/policy-tally.ts';
import { describeEffect } from '../domain/policy-words/effect.ts';
import { oneOf } from './argument.ts';
import { type Call, defineCommand, type Table } from './command.ts';
import { fitting } from './fitting.ts';
import { wholeSecond } from './iso.ts';
import { orProblem } from './or-problem.ts';
import { policiesView, policyLinesRooms } from './policies/view.ts';
import { namesIn } from './policy-names.ts';
import type { Reply } from './request.ts';

export const stateWords = {
  on: 'enabled',
  'report-only': 'enabledForReportingButNotEnforced',
  off: 'disabled',
} as const satisfies Record<string, PolicyState>;
export type StateWord = keyof typeof stateWords;

const args = { state: oneOf(Object.keys(stateWords) as StateWord[], 'on | off | report-only') };
const dayMs = 24 * 60 * 60_000;

function inState(policies: readonly Policy[], word: StateWord | undefined): Policy[] {
  return policies
    .filter(({ state }) => word === undefined || state === stateWords[word])
    .toSorted((a, b) => a.name.trim().localeCompare(b.name.trim(), 'en', { numeric: true }));
}

async function run({ args: typed, request, deps }: Call<typeof args>): Promise<Reply> {
  const { signal, timeZone } = request;
  const now = deps.clock.now();
  const until = wholeSecond(request.until && request.until < now ? request.until : now);
  const all = await deps.policies.all(signal);
  const window = { from: new Date(until.getTime() - dayMs), to: until };
  const types = ['interactiveUser', 'nonInteractiveUser'] as const;
  const [nameOf, [read, problem]] = await Promise.all([
    namesIn(all, deps, signal),
    orProblem(deps.readPolicySignIns({ window, types, mostPages: 1 }, signal), undefined),
  ]);
  const find = dayFinder(daysIn(window, timeZone));
  const shown = inState(all, typed.state);
  const facts = {
    all,
    shown,
    state: typed.state,
    effectOf: (one: Policy) => describeEffect(one, nameOf),
    tallyOf: (one: Policy) => read && tallyPolicy(read.attempts, one.id, find),
    read,
    problem,
    page: request.page ?? 1,
    until,
    portal: deps.portal,
  };
  const reply = fitting('policies', policyLinesRooms, (room) => policiesView(facts, room));
  return { ...reply, asked: ['policies', typed.state].filter(Boolean).join(' ') };
}

async function table({ args: typed, request, deps }: Call<typeof args>): Promise<Table> {
  const all = await deps.policies.all(request.signal);
  const nameOf = await namesIn(all, deps, request.signal);
  async function* pages() {
    yield inState(all, typed.state).map((one) => [
      one.name,
      Object.entries(stateWords).find(([, state]) => state === one.state)?.[0] ?? one.state,
      describeEffect(one, nameOf),
      one.createdAt?.toISOString() ?? '',
      one.modifiedAt?.toISOString() ?? '',
      one.id,
    ]);
  }
  return {
    name: ['policies', typed.state].filter(Boolean).join('-'),
    columns: ['name', 'state', 'effect', 'created', 'modified', 'id'],
    pages: pages(),
  };
}

export const policies = defineCommand({
  name: 'policies',
  access: 'reader',
  summary: 'All conditional access policies with their effect in one line',
  examples: ['policies', 'policies report-only'],
  args,
  run,
  table,
});
