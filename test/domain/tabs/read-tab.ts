import type { JsonRecord } from '../../../src/domain/record.ts';
import type { SignIn } from '../../../src/domain/sign-in.ts';
import {
  type FactValue,
  type PolicySection,
  type Tab,
  type TabId,
  tabsOf,
} from '../../../src/domain/sign-in-tabs.ts';
import { minutesAfter, noon, signIn } from '../../builders.ts';

/** Long enough after noon for a record to have ripened. */
export const later = minutesAfter(noon, 120);

export function tab(id: TabId, row: SignIn, now = later): Tab {
  const found = tabsOf(row, { now }).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no tab ${id}`);
  return found;
}

function said(value: FactValue): string {
  return typeof value === 'string' ? value : value.at.toISOString();
}

export function factsIn(one: Tab): Record<string, string> {
  const facts = one.sections.flatMap((section) => (section.kind === 'facts' ? section.facts : []));
  return Object.fromEntries(facts.map((fact) => [fact.label, said(fact.value)]));
}

export function policiesIn(one: Tab): PolicySection {
  const found = one.sections.find((section) => section.kind === 'policies');
  if (found?.kind !== 'policies') throw new Error('no policies');
  return found;
}

export function withPolicies(policies: JsonRecord[], overrides: JsonRecord = {}): SignIn {
  return signIn({ appliedConditionalAccessPolicies: policies, ...overrides });
}
