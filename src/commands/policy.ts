import { dayFinder, daysIn } from '../domain/days.ts';
import { tallyPolicy } from '../domain/policy-tally.ts';
import { describeEffect } from '../domain/policy-words/effect.ts';
import { describePolicy } from '../domain/policy-words.ts';
import { range, words } from './argument.ts';
import { type Call, defineCommand } from './command.ts';
import { fitting } from './fitting.ts';
import { orProblem } from './or-problem.ts';
import { policyPreview } from './policy/choose-policy.ts';
import { findPolicy, nameAndRange } from './policy/find-policy.ts';
import { goneReply } from './policy/gone.ts';
import { readLastChange } from './policy/read-last-change.ts';
import { isReportOnly, policyRooms, policyView } from './policy/view.ts';
import { typesFor } from './policy/workload.ts';
import { namesIn } from './policy-names.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply, Sought } from './request.ts';

const usualRange = 'last 7d';
/** Two bursts of what the log takes, with the stops and the last change. */
const mostPages = 4;
const example = 'policy block legacy';

const args = { name: words('named', '<name or id>', true), within: range() };

async function run({ args: typed, request, deps }: Call<typeof args>): Promise<Reply> {
  const { name, within } = typed;
  if (name === undefined) {
    return problemReply('Which policy? Add its name or a part of it.', example);
  }
  const how = { command: 'policy', usualRange } as const;
  const found = await findPolicy({ name, within }, how, { request, deps });
  if ('problem' in found) return problemReply(found.problem, `${example} last 24h`);
  if ('reply' in found) return found.reply;
  if ('gone' in found) return goneReply(found.gone, deps, request.signal);
  const { policy: one, window, rangeLabel, until } = found;
  const { signal } = request;
  const types = typesFor(one);
  const isOff = one.state === 'disabled';
  const question = {
    window,
    types,
    policyId: one.id,
    mostPages,
    enforced: !isReportOnly(one),
  };
  const [nameOf, [read, resultsProblem], change] = await Promise.all([
    namesIn([one], deps, signal),
    isOff
      ? ([undefined, ''] as const)
      : orProblem(deps.readPolicySignIns(question, signal), undefined),
    readLastChange(one, deps, until, signal),
  ]);
  const days = daysIn(window, request.timeZone);
  const rangeWords = found.rangeWords ?? usualRange;
  const facts = {
    policy: one,
    said: describePolicy(one, nameOf),
    effect: describeEffect(one, nameOf),
    rangeLabel,
    range: rangeWords,
    types,
    days,
    results: read && { read, tally: tallyPolicy(read.attempts, one.id, dayFinder(days)) },
    resultsProblem,
    change,
    portal: deps.portal,
    back: request.back,
  };
  const reply = fitting('policy', policyRooms, (room) => policyView(facts, room));
  return { ...reply, asked: [`policy ${one.id}`, found.rangeWords].filter(Boolean).join(' ') };
}

/** Policies whose name fits; what they did is read for the chosen one alone. */
async function search({ args: typed, request, deps }: Call<typeof args>): Promise<Sought> {
  const all = await deps.policies.all(request.signal);
  const { found, rangeWords } = nameAndRange(all, typed.name ?? '', typed.within);
  const suffix = rangeWords ? ` ${rangeWords}` : '';
  return { previews: found.map((one) => policyPreview(one, `policy ${one.id}${suffix}`)) };
}

export const policy = defineCommand({
  name: 'policy',
  access: 'reader',
  summary: 'What a conditional access policy demands, whom it stopped, and who changed it last',
  examples: ['policy block legacy', 'policy block legacy last 24h'],
  args,
  run,
  search,
});
