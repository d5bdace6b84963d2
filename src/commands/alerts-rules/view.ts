import { reportOnlySource, unifiedAuditSource } from '../../ports/lateness.ts';
import { isCalled, type Subscription } from '../../ports/subscriptions.ts';
import type { WatchedRule, WatchedRules } from '../../ports/watched-rules.ts';
import { timeWords } from '../snooze/time-words.ts';

/** Logs that can't be read again while somebody waits. */
const unreplayable: readonly string[] = [unifiedAuditSource, reportOnlySource, 'new-country'];

/** Rules on one card. */
export const rulesAPage = 5;
const mostProblems = 6;
const mostWindows = 4;

/** All that the card is made from. */
export interface RulesFacts {
  readonly watched: WatchedRules;
  /** Why rules over a source see nothing: sentences by source. */
  readonly unseen?: ReadonlyMap<string, string>;
  readonly subscriptions: readonly Pick<Subscription, 'name' | 'dead' | 'target'>[];
  /** Those of the people to whom rules escalate with whom the bot has a chat; whom nobody could look up counts as one. */
  readonly reached?: ReadonlySet<string>;
  readonly now: Date;
  readonly timeZone: string;
  /** From 1. */
  readonly page: number;
  /** May post samples. */
  readonly mayTest: boolean;
}

function numberWords({ name, value, usual }: WatchedRule['numbers'][number]): string {
  return value === usual ? `${name} ${value}` : `${name} ${value} (default ${usual})`;
}

/** Names that no conversation has which receives alerts: its cards would reach nobody there. */
function unreached(rule: WatchedRule, { subscriptions }: RulesFacts): string {
  const live = subscriptions.filter(({ dead }) => dead === undefined);
  const lost = rule.conversations.filter((name) => !live.some((one) => isCalled(one, name)));
  return lost.length === 0 ? '' : `⚠ No conversation named ${lost.join(', ')} receives alerts.`;
}

/** People with whom the bot has no chat. */
function chatless({ people = [] }: WatchedRule, { reached = new Set() }: RulesFacts): string {
  const without = people.filter((name) => !reached.has(name));
  return without.length === 0
    ? ''
    : `⚠ The bot has no chat with ${without.join(', ')}: until she writes “hi” to it once, she is mentioned below the card.`;
}

/** Why a rule sees nothing, where its log can't be searched. */
function unseeing({ source = '' }: WatchedRule, { unseen }: RulesFacts): string {
  const problem = unseen?.get(source);
  return problem === undefined ? '' : `⚠ Sees nothing for now: ${problem}`;
}

function ruleLine(rule: WatchedRule, facts: RulesFacts) {
  const { id, summary, isOn, numbers, settings } = rule;
  return {
    icon: isOn ? '🔔' : '🔕',
    name: id,
    summary: isOn ? summary : `${summary} (switched off)`,
    details: isOn ? [...numbers.map(numberWords), ...settings].join(' · ') : '',
    warning: isOn
      ? [unseeing(rule, facts), unreached(rule, facts), chatless(rule, facts)]
          .filter(Boolean)
          .join(' ')
      : '',
    test: facts.mayTest ? { ask: `alerts test ${id}` } : null,
    replay: unreplayable.some((one) => one === rule.source || one === id)
      ? null
      : { ask: `alerts replay ${id} last 7d` },
  };
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function quietWords({ quietHours }: WatchedRules): string {
  if (quietHours === undefined) return 'Quiet hours: none.';
  const { fromMinute, toMinute, zone, except } = quietHours;
  const but = except.length === 0 ? '' : `, but not for ${except.join(', ')}`;
  return `Quiet hours: ${clock(fromMinute)} to ${clock(toMinute)} (${zone})${but}.`;
}

function maintenanceWords({ watched, now, timeZone }: RulesFacts): string[] {
  const ahead = watched.maintenance.filter(({ to }) => to > now);
  const shown = ahead.slice(0, mostWindows).map(({ from, to, reason, rules }) => {
    const whose = rules === undefined ? 'all rules' : rules.join(', ');
    const when = `${timeWords(from, timeZone)} to ${timeWords(to, timeZone)}`;
    return `Maintenance: ${when}, ${whose}: ${reason}`;
  });
  const unsaid = ahead.length - shown.length;
  return unsaid > 0 ? [...shown, `And ${unsaid} more maintenance windows.`] : shown;
}

function benignWords({ benign }: WatchedRules): string {
  const { codes, added, removed } = benign;
  const changes = [
    added.length === 0 ? '' : `added by the file: ${added.join(', ')}`,
    removed.length === 0 ? '' : `taken out by the file: ${removed.join(', ')}`,
  ].filter(Boolean);
  const changed = changes.length === 0 ? '' : ` (${changes.join('; ')})`;
  return `Error codes of an ordinary day, taken for no unmet prompt: ${codes.join(', ')}${changed}.`;
}

function refusedView({ watched: { refused }, timeZone }: RulesFacts) {
  if (refused === undefined) return null;
  const unsaid = refused.problems.length - mostProblems;
  return {
    title: `The rules file was changed (seen ${timeWords(refused.at, timeZone)}) and can’t be used: the rules from before stay in force.`,
    lines: [
      ...refused.problems.slice(0, mostProblems),
      ...(unsaid > 0 ? [`And ${unsaid} more: the bot’s log has all of them.`] : []),
    ].map((text) => ({ text })),
  };
}

function fileWords({ watched: { fileReadAt }, timeZone }: RulesFacts): string {
  return fileReadAt === undefined
    ? 'There is no rules file: ALERT_RULES_FILE names none, and all is as built in.'
    : `The rules file (ALERT_RULES_FILE) in force was read ${timeWords(fileReadAt, timeZone)}; a change counts within some seconds.`;
}

/** One page of the rules, and below it what holds for all of them. */
export function rulesView(facts: RulesFacts) {
  const { watched, page } = facts;
  const on = watched.rules.filter(({ isOn }) => isOn).length;
  const total = watched.rules.length;
  const pages = Math.max(1, Math.ceil(total / rulesAPage));
  const at = Math.min(Math.max(1, Math.trunc(page)), pages);
  const first = (at - 1) * rulesAPage;
  const shown = watched.rules.slice(first, first + rulesAPage);
  const ask = 'alerts rules';
  return {
    title: on === 0 ? 'Nothing is watched' : 'What the watch alerts on',
    count: [
      `${on} of ${total} rules are on.`,
      pages === 1 ? '' : `Shown are ${first + 1} to ${first + shown.length}.`,
    ]
      .filter(Boolean)
      .join(' '),
    refused: refusedView(facts),
    rules: shown.map((rule) => ruleLine(rule, facts)),
    further: [
      benignWords(watched),
      quietWords(watched),
      ...maintenanceWords(facts),
      fileWords(facts),
    ].map((text) => ({ text })),
    before: at > 1 ? { ask, page: at - 1 } : null,
    more: at < pages ? { ask, page: at + 1 } : null,
  };
}
