import { DeliveryError, type Notice, type Notifier } from '../../ports/notifier.ts';
import type { RuleSample, RuleTrials } from '../../ports/rule-trials.ts';
import type { Subscriptions } from '../../ports/subscriptions.ts';
import type { WatchedRules } from '../../ports/watched-rules.ts';
import type { ActiveRule, Rule } from '../rule.ts';
import { readRules } from '../rules-file.ts';
import type { AlertLinks } from '../view.ts';
import { type ReplayDeps, replay, type Trial } from './replay.ts';
import { sampleOf } from './sample.ts';

export interface TrialDeps extends ReplayDeps {
  /** Every rule there is, in the order in which they judge. */
  readonly known: readonly Rule[];
  /** Those in force now. */
  readonly active: () => readonly ActiveRule[];
  readonly watched: () => WatchedRules;
  readonly subscriptions: Pick<Subscriptions, 'list'>;
  readonly links: AlertLinks;
  readonly notifier: () => Pick<Notifier, 'post'>;
  readonly renderSample: (sample: RuleSample) => Notice;
}

/** The rule by its id, as it is set, or as it is built in where it is off. */
export function trialOf(
  ruleId: string,
  known: readonly Rule[],
  inForce: readonly ActiveRule[],
): Trial | undefined {
  const set = inForce.find(({ rule }) => rule.id === ruleId);
  if (set !== undefined) return { active: set, isOff: false, rules: inForce };
  const builtIn = readRules(undefined, known);
  const active = builtIn.ok && builtIn.rules.find(({ rule }) => rule.id === ruleId);
  if (!active) return undefined;
  const place = (one: ActiveRule) => known.findIndex(({ id }) => id === one.rule.id);
  const rules = [...inForce, active].sort((a, b) => place(a) - place(b));
  return { active, isOff: true, rules };
}

/** Tries rules out, by their settings of that moment. */
export function createRuleTrials(deps: TrialDeps): RuleTrials {
  const trial = (ruleId: string) => trialOf(ruleId, deps.known, deps.active());
  return {
    async sample(ruleId, timeZone) {
      const found = trial(ruleId);
      const told = deps.watched().rules.find(({ id }) => id === ruleId);
      if (found === undefined || told === undefined) return undefined;
      return sampleOf({ ...found, told }, { ...deps, now: deps.clock.now(), timeZone });
    },

    async post(sample, target) {
      try {
        await deps.notifier().post(target, deps.renderSample(sample));
        return {};
      } catch (thrown) {
        if (!(thrown instanceof DeliveryError)) throw thrown;
        return { problem: thrown.message };
      }
    },

    async replay(ruleId, window, signal) {
      const found = trial(ruleId);
      return found && replay(deps, found, window, signal);
    },
  };
}
