import { fitsRule } from '../domain/rule-matcher.ts';
import type { SignIn } from '../domain/sign-in.ts';
import type { BreakGlass } from '../ports/break-glass.ts';
import type { Observation } from '../ports/observations.ts';
import { recordPart, userKeyOf } from './detect.ts';
import { type ActiveRule, type ActivityRule, standingOf } from './rule.ts';

/** Until several are judged together nothing can be said of one. */
const unsaid = { headline: '', why: '', nextStep: '' };

/** What each rule makes of one sign-in; most say nothing. `seenAt`: when this read saw it. */
export function detectActivity(
  signIn: SignIn,
  rules: readonly ActiveRule<ActivityRule>[],
  seenAt: Date,
  isEmergency: BreakGlass['has'] = () => false,
): Observation[] {
  const part = recordPart(signIn, seenAt);
  const emergency = isEmergency(part.user);
  return rules.flatMap((active): Observation[] => {
    const { rule, match: matcher = {}, numbers = {} } = active;
    const sighting = rule.observe(signIn, { isEmergency: emergency, numbers });
    if (sighting === undefined) return [];
    const { subject, role, match = unsaid } = sighting;
    const key = JSON.stringify([rule.id, subject]);
    const finding = { ...part, rule: rule.id, key, ...match, ...standingOf(active, match) };
    return fitsRule(matcher, finding) ? [{ finding, role, who: userKeyOf(signIn) }] : [];
  });
}
