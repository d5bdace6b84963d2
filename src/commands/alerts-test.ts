import type { RuleSample } from '../ports/rule-trials.ts';
import { withoutThread } from '../ports/subscriptions.ts';
import { words } from './argument.ts';
import { type Call, defineCommand } from './command.ts';
import type { CommandRequest, Reply } from './request.ts';
import { findRule } from './trying/find-rule.ts';

const args = { rule: words('rule', '<rule>', true) };
const title = 'Sample: nothing happened';

function notice(icon: string, said: string, lines: readonly string[]): Reply {
  return { card: 'notice', data: { icon, title: said, lines: lines.map((text) => ({ text })) } };
}

/** Who, what and when are made up; there is no case of it. */
function linesOf({ rule, facts }: RuleSample, place: string): { readonly text: string }[] {
  const made = `This is what rule ${rule} posts. Everything in it is made up, and its buttons do nothing.`;
  return [made, place, ...facts].filter((line) => line !== '').map((text) => ({ text }));
}

/** Shown while a line is being written, or drawn again by itself, it must not be posted each time. */
const mayPost = ({ isAside, isRedrawn }: CommandRequest) => !isAside && !isRedrawn;

async function run({ args: typed, request, deps }: Call<typeof args>): Promise<Reply> {
  const found = findRule(typed.rule, deps, (id) => `alerts test ${id}`);
  if ('reply' in found) return found.reply;
  const sample = await deps.trials.sample(found.rule.id, request.timeZone);
  if (sample === undefined) throw new Error(`no sample of rule ${found.rule.id}`);
  const here = withoutThread(request.conversation.id);
  const subscriptions = await deps.subscriptions.list(deps.tenantId);
  const own = subscriptions.find(({ target }) => target.conversationId === here);
  if (own === undefined || own.dead !== undefined || !mayPost(request)) {
    const place =
      own === undefined || own.dead !== undefined
        ? 'Shown here alone: this conversation receives no alerts. “alerts here” changes that.'
        : '';
    const marker = { title, lines: linesOf(sample, place) };
    return { card: 'alert', data: sample.view, sample: marker };
  }
  const marked = { ...sample, facts: linesOf(sample, '').map(({ text }) => text) };
  const { problem } = await deps.trials.post(marked, own.target);
  if (problem !== undefined) {
    return notice('⚠', 'The sample could not be posted here, and no alert could be.', [problem]);
  }
  return notice('🧪', `A sample of rule ${sample.rule} was posted here, the way alerts are.`, [
    'Nothing happened: there is no case of it, and its buttons do nothing.',
    ...sample.facts,
  ]);
}

export const alertsTest = defineCommand({
  name: 'alerts test',
  access: 'operator',
  audience: 'everybody',
  summary: 'Post a marked sample of a rule’s card here, and say what its settings mean for it now',
  examples: ['alerts test ca-block', 'alerts test'],
  args,
  run,
});
