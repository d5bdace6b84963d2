import type { Policy } from '../domain/policy.ts';
import { describeEffect } from '../domain/policy-words/effect.ts';
import { parseRange } from '../domain/time-window.ts';
import { range, words } from './argument.ts';
import { type Call, defineCommand, type Table } from './command.ts';
import type { CommandDeps } from './deps.ts';
import { fitting } from './fitting.ts';
import { wholeSecond } from './iso.ts';
import { type FoundPolicy, findPolicy } from './policy/find-policy.ts';
import { goneReply } from './policy/gone.ts';
import { isReportOnly } from './policy/view.ts';
import { namesIn } from './policy-names.ts';
import { problemReply } from './problem-reply.ts';
import type { Reply } from './request.ts';
import { listRehearsals } from './would-block/list.ts';
import { readRehearsal } from './would-block/read-rehearsal.ts';
import { rehearsalColumns, rehearsalRows } from './would-block/rows.ts';
import { rehearsalRooms, rehearsalView } from './would-block/view.ts';

const usualRange = 'last 14d';
const example = 'would-block compliant device last 14d';
const args = { name: words('named', '<policy>', true), within: range() };

type OurCall = Call<typeof args>;
type Found = Extract<FoundPolicy, { policy: Policy }>;

/** On or off, a policy rehearses nothing: what fits instead. */
function noRehearsal({ id, name, state }: Policy, { portal }: CommandDeps): Reply {
  const isOn = state === 'enabled';
  return {
    card: 'policy-chooser',
    data: {
      title: isOn
        ? `“${name}” is on: it blocks for real. See whom it stops.`
        : `“${name}” is off: it is not evaluated, so nobody can tell whom it would stop. Make it report-only first and ask again in a week.`,
      policies: [
        { nameLabel: isOn ? 'Whom it stops' : 'What it demands', ask: `policy ${id} last 14d` },
        { nameLabel: 'Policies in rehearsal', ask: 'would-block' },
      ],
      more: '',
      portalUrl: portal.policy(id),
    },
  };
}

/** The report-only policy that is asked about, or the answer to give instead. */
async function found({ args: typed, request, deps }: OurCall): Promise<Found | Reply> {
  const how = { command: 'would-block', usualRange } as const;
  const name = { name: typed.name ?? '', within: typed.within };
  const result = await findPolicy(name, how, { request, deps });
  if ('problem' in result) return problemReply(result.problem, example);
  if ('reply' in result) return result.reply;
  if ('gone' in result) return goneReply(result.gone, deps, request.signal);
  return isReportOnly(result.policy) ? result : noRehearsal(result.policy, deps);
}

async function listAll({ args: typed, request, deps }: Omit<OurCall, 'answer'>): Promise<Reply> {
  const now = deps.clock.now();
  const until = wholeSecond(request.until && request.until < now ? request.until : now);
  const parsed = parseRange(typed.within ?? usualRange, until, request.timeZone);
  if ('problem' in parsed) return problemReply(parsed.problem, example);
  const { window, label } = parsed;
  const asked = { window, rangeLabel: label, rangeWords: typed.within, until };
  return listRehearsals(asked, { request, deps });
}

async function run(call: OurCall): Promise<Reply> {
  const { args: typed, request, deps } = call;
  if (typed.name === undefined || typed.name.toLowerCase() === 'all') return listAll(call);
  const one = await found(call);
  if (!('policy' in one)) return one;
  const { policy, window, rangeLabel, rangeWords } = one;
  const { signal, timeZone } = request;
  const [nameOf, rehearsal] = await Promise.all([
    namesIn([policy], deps, signal),
    readRehearsal(policy, window, timeZone, { deps, signal }),
  ]);
  const facts = {
    ...rehearsal,
    policy,
    effect: describeEffect(policy, nameOf),
    rangeLabel: rehearsal.isCut ? `${rangeLabel}, since its last change` : rangeLabel,
    range: rangeWords ?? usualRange,
    portal: deps.portal,
    back: request.back,
  };
  const reply = fitting('would-block', rehearsalRooms, (room) => rehearsalView(facts, room));
  return { ...reply, asked: ['would-block', policy.id, rangeWords].filter(Boolean).join(' ') };
}

async function table(call: OurCall): Promise<Table | Reply> {
  const { args: typed, request, deps } = call;
  if (typed.name === undefined || typed.name.toLowerCase() === 'all') {
    return problemReply('Which policy’s rehearsal? Name one, then export.', example);
  }
  const one = await found(call);
  if (!('policy' in one)) return one;
  const { policy, window } = one;
  const where = { deps, signal: request.signal };
  const { read } = await readRehearsal(policy, window, request.timeZone, where);
  async function* pages() {
    yield rehearsalRows(read.attempts, policy.id);
  }
  return { name: 'would-block', columns: rehearsalColumns, pages: pages() };
}

export const wouldBlock = defineCommand({
  name: 'would-block',
  access: 'reader',
  summary:
    'Whom a report-only policy would have stopped or prompted, and whether it may be switched on',
  examples: ['would-block compliant device last 14d', 'would-block'],
  args,
  run,
  table,
});
