import { explainCode } from '../../domain/error-codes.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import { type SignIn, whoSignedIn } from '../../domain/sign-in.ts';
import type { FactValue, PolicyLine, Section, Tab } from '../../domain/sign-in-tabs.ts';
import { judge } from '../../domain/verdict.ts';
import type { Why } from '../../domain/why.ts';
import { isoOf } from '../iso.ts';
import { outcomeLooks } from '../outcome-looks.ts';
import type { ListPlace } from '../request.ts';

/** What fits beside the rest of the card into 25 KB. */
const mostFacts = 32;
const mostPolicies = 12;

interface ViewInput {
  readonly signIn: SignIn;
  readonly headline: string;
  readonly why: Why;
  readonly tabs: readonly Tab[];
  /** Id of the tab that is open. */
  readonly tab: string | undefined;
  readonly back: ListPlace | undefined;
  readonly portal: PortalLinks;
  /** What could not be looked up. */
  readonly problem: string;
}

function factText(value: FactValue): { value: string; time: boolean; valueAt: string } {
  if (typeof value === 'string') return { value, time: false, valueAt: '' };
  return { value: '', time: true, valueAt: isoOf(value.at) };
}

const tones = { bad: 'attention', good: 'good', neutral: 'default' } as const;

function policyLine(line: PolicyLine, back: object) {
  return {
    name: line.name,
    result: line.result,
    color: tones[line.tone],
    controls: line.controls.join(', '),
    ask: line.policyId ? `policy ${line.policyId}` : '',
    back,
  };
}

function sectionView(section: Section, back: object) {
  if (section.kind === 'facts') {
    const facts = section.facts
      .slice(0, mostFacts)
      .map((fact) => ({ title: fact.label, ...factText(fact.value) }));
    return { title: section.title ?? '', facts, policies: [], more: '' };
  }
  const left = section.policies.length - mostPolicies;
  return {
    title: section.title ?? '',
    facts: [],
    policies: section.policies.slice(0, mostPolicies).map((line) => policyLine(line, back)),
    more: [left > 0 ? `${left} more are not shown here.` : '', section.folded?.words ?? '']
      .filter(Boolean)
      .join(' '),
  };
}

/** One sign-in as its card binds it: verdict and why, then the tab that is open. */
export function signInView({ signIn, headline, why, tabs, tab, back, portal, problem }: ViewInput) {
  const open = tabs.find((one) => one.id === tab) ?? tabs[0];
  const { outcome } = judge(signIn);
  const ask = `signin ${signIn.id}`;
  const here = { ask, tab: open?.id ?? '', back: back ?? null };
  return {
    icon: outcomeLooks[outcome].icon,
    color: outcomeLooks[outcome].color,
    headline,
    who: whoSignedIn(signIn),
    userPrincipalName: signIn.userPrincipalName ?? '',
    appName: signIn.appName ?? 'unknown app',
    signedInAt: isoOf(signIn.at),
    policyLine: why.policyLine,
    controlLine: why.controlLine,
    nextStep: why.nextStep,
    problem,
    ask,
    tabs: tabs.map((one) => ({
      label: one.title,
      tab: one.id,
      style: one.id === open?.id ? 'positive' : 'default',
      ask,
      back: back ?? null,
    })),
    openTitle: open?.title ?? '',
    note: open?.note ?? '',
    sections: open?.sections.map((section) => sectionView(section, here)) ?? [],
    back: back ?? null,
    portalUrl: signIn.userId ? portal.userSignIns(signIn.userId) : portal.signIns(),
    errorUrl: signIn.errorCode === 0 ? '' : explainCode(signIn.errorCode).link,
    errorLabel: `AADSTS${signIn.errorCode}`,
  };
}
