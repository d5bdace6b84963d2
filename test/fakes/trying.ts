import { builtInRules } from '../../src/alerts/rules/index.ts';
import { createRuleTrials } from '../../src/alerts/trials/create-trials.ts';
import { asSample } from '../../src/cards/as-sample.ts';
import type { Render } from '../../src/cards/render.ts';
import type { Cases } from '../../src/ports/cases.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { DirectoryAuditLog } from '../../src/ports/directory-audit-log.ts';
import type { Notice, Notifier, Target } from '../../src/ports/notifier.ts';
import type { RuleTrials } from '../../src/ports/rule-trials.ts';
import type { SignInLog } from '../../src/ports/sign-in-log.ts';
import type { Silencing } from '../../src/ports/silencing.ts';
import type { Subscriptions } from '../../src/ports/subscriptions.ts';
import { readRulesText } from '../../src/rules.ts';
import { watchedBy } from '../alerts/watched-by.ts';

interface Parts {
  readonly tenantId: string;
  readonly signIns: SignInLog;
  readonly audits: DirectoryAuditLog;
  readonly cases: Cases;
  readonly silencing: Silencing;
  readonly subscriptions: Subscriptions;
  readonly clock: Clock;
  readonly render: Render;
}

/** The bot's own trials over ports in memory, by the rules of such a file. */
export interface Trying {
  readonly trials: RuleTrials;
  readonly posted: { readonly target: Target; readonly notice: Notice }[];
  /** The next post fails so. */
  failure: Error | undefined;
  /** What the rules file says. */
  text: string;
}

export function createTrying(parts: Parts): Trying {
  const { render, silencing, cases } = parts;
  const posted: Trying['posted'] = [];
  const notifier: Pick<Notifier, 'post'> = {
    async post(target, notice) {
      if (trying.failure !== undefined) throw trying.failure;
      posted.push({ target, notice });
      return { activityId: `posted-${posted.length}` };
    },
  };
  const inForce = () => {
    const read = readRulesText(trying.text);
    if (!read.ok) throw new Error('these rules are wrong');
    return read.rules;
  };
  const trials = createRuleTrials({
    ...parts,
    known: builtInRules,
    active: inForce,
    watched: () => watchedBy({ text: trying.text, readAt: parts.clock.now() }),
    store: { cases, silences: { current: () => silencing.current() } },
    breakGlass: { has: () => false, refusal: () => undefined },
    links: {
      signIns: () => 'https://entra.example/',
      directoryAudits: () => 'https://entra.example/',
    },
    notifier: () => notifier,
    renderSample: ({ view, title, facts }) => {
      const lines = facts.map((text) => ({ text }));
      const marker = render('alert-sample', { title: 'Sample: nothing happened', lines });
      return { card: asSample(render('alert', view), marker), text: title };
    },
    patience: () => new AbortController().signal,
  });
  const trying: Trying = { trials, posted, failure: undefined, text: '' };
  return trying;
}
