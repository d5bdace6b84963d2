import type { Case } from '../domain/case.ts';
import { stateAt } from '../domain/case.ts';
import { whoIn } from '../domain/case-title.ts';
import { isSilenced } from '../domain/case-transitions.ts';
import { verdictIcon } from '../domain/case-verdict.ts';
import { countWords } from '../domain/case-words.ts';
import { defineCommand } from './command.ts';
import { isoOf } from './iso.ts';

const mostCases = 6;

/** What shows the evidence of a case, and what its button is called. */
function openingOf({ spread, policy, latest }: Case): { ask: string; openLabel: string } {
  if (spread !== undefined) {
    return {
      ask: `signins blocked${policy?.id === undefined ? '' : ` policy ${policy.id}`} last 24h`,
      openLabel: 'Open sign-ins',
    };
  }
  // A record of the unified audit log can't be asked for by its id.
  if (latest.record === 'activity') return { ask: 'coverage', openLabel: 'How it was read' };
  if (latest.record === 'day') {
    return { ask: `would-block ${policy?.id ?? ''} last 7d`, openLabel: 'Whom it would stop' };
  }
  return latest.record === undefined
    ? { ask: `signin ${latest.id}`, openLabel: 'Open sign-in' }
    : { ask: `audit ${latest.id}`, openLabel: 'Open log entry' };
}

function caseLine(open: Case, now: Date) {
  const state = stateAt(open, now);
  return {
    icon: verdictIcon(open.verdict),
    verdict: open.verdict,
    severity: open.severity,
    headline: `${whoIn(open)}: ${open.headline}`,
    detail: [open.app.name, open.latest.place, countWords(open)].filter(Boolean).join(' · '),
    lineAt: isoOf(open.lastAt),
    state: [
      state === 'claimed' && open.owner ? `claimed by ${open.owner.name}` : state,
      isSilenced(open, now) ? 'silenced' : '',
    ]
      .filter(Boolean)
      .join(', '),
    ...openingOf(open),
    caseId: open.id,
    mayClaim: state === 'open',
  };
}

function silencedWords(silenced: number): string {
  if (silenced === 0) return '';
  return `${silenced === 1 ? 'One is' : `${silenced} are`} silenced: “snoozes” says why.`;
}

export const alerts = defineCommand({
  name: 'alerts',
  access: 'reader',
  summary: 'Open cases: what the watch has found and nobody has resolved',
  examples: ['alerts'],
  args: {},
  async run({ request, deps }) {
    const now = deps.clock.now();
    const { cases, total, silenced } = await deps.cases.open(deps.tenantId, mostCases);
    const subscriptions = await deps.subscriptions.list(deps.tenantId);
    const live = subscriptions.filter(({ dead }) => !dead).length;
    return {
      card: 'alerts',
      data: {
        title: total === 0 ? 'No open cases' : `${total} open ${total === 1 ? 'case' : 'cases'}`,
        more: [
          total > cases.length ? `The latest ${cases.length} are shown.` : '',
          silencedWords(silenced),
        ]
          .filter(Boolean)
          .join(' '),
        cases: cases.map((open) => caseLine(open, now)),
        channels:
          live === 0
            ? 'No channel receives alerts yet: an operator types “alerts here” in the channel that shall.'
            : `${live === 1 ? 'One conversation receives' : `${live} conversations receive`} alerts.`,
        dead: subscriptions
          .filter(({ dead }) => dead)
          .map(({ name, target, dead }) => ({
            text: `${name ?? target.conversationId}: ${dead?.reason}. Add the bot there again and type “alerts here”.`,
          })),
        mayAct: request.level === 'operator' || request.level === 'admin',
      },
    };
  },
});
