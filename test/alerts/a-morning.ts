import type { DigestGiven } from '../fakes/digests.ts';
import { atMinute } from './builders.ts';

const hour = 60;
const policyId = 'ca000000-0000-4000-8000-000000000001';

/** A Sunday from nine o'clock on: more than usual, with cases that wait for somebody. */
export const aBusyDay: DigestGiven = {
  figures: {
    signIns: 112,
    entries: 2,
    people: 14,
    cases: 5,
    rules: [
      { rule: 'ca-block', records: 109, cases: 3 },
      { rule: 'ca-prompt-unmet', records: 3, cases: 1 },
      { rule: 'role-assigned', records: 2, cases: 1 },
    ],
    resolved: [
      { cause: 'expected', count: 2 },
      { cause: '', count: 1 },
    ],
    topPeople: [
      { name: 'Ada Lovelace', count: 70 },
      { name: 'Bob Builder', count: 12 },
      { name: 'Cleo', count: 9 },
    ],
    topPolicies: [
      { id: policyId, name: 'Require compliant device', count: 100 },
      { name: 'Block legacy authentication', count: 9 },
    ],
    topApps: [{ name: 'Payroll', count: 112 }],
    quarters: [
      { at: atMinute(0), count: 3 },
      { at: atMinute(45), count: 4 },
      { at: atMinute(hour), count: 100 },
      { at: atMinute(3 * hour), count: 5 },
    ],
  },
  open: {
    total: 4,
    unclaimed: 2,
    silenced: 1,
    rules: [
      { rule: 'ca-block', open: 3, unclaimed: 2 },
      { rule: 'role-assigned', open: 1, unclaimed: 0 },
    ],
    cases: [
      {
        id: 'case-1',
        rule: 'ca-block',
        verdict: 'Stopped',
        headline: 'blocked by Require compliant device',
        count: 100,
        lastAt: atMinute(hour),
        policy: { id: policyId, name: 'Require compliant device' },
        state: 'open',
        who: '12 people',
      },
      {
        id: 'case-2',
        rule: 'role-assigned',
        verdict: 'Changed',
        headline: 'is now Global Administrator',
        count: 1,
        lastAt: atMinute(50),
        state: 'claimed',
        who: 'Bob Builder',
        owner: 'Olga Operator',
      },
    ],
  },
  before: {
    signIns: 117,
    entries: 2,
    people: 9,
    cases: 4,
    rules: [
      { rule: 'ca-block', records: 100, cases: 4 },
      { rule: 'app-consent', records: 1, cases: 1 },
    ],
  },
};
