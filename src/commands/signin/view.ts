import { explainCode } from '../../domain/error-codes.ts';
import type { PortalLinks } from '../../domain/portal-links.ts';
import { type SignIn, whoSignedIn } from '../../domain/sign-in.ts';
import type { FactValue, PolicyLine, Section, Tab } from '../../domain/sign-in-tabs.ts';
import { judge } from '../../domain/verdict.ts';
import type { Why } from '../../domain/why.ts';
import { isoOf } from '../iso.ts';
import { outcomeLooks } from '../outcome-looks.ts';
import type { ListPlace } from '../request.ts';

/** How much of a tab is shown; less and less until the card fits into 25 KB. */
export interface Room {
  readonly facts: number;
  readonly policies: number;
}
export const rooms: readonly Room[] = [
  { facts: 40, policies: 12 },
  { facts: 26, policies: 6 },
  { facts: 14, policies: 3 },
  { facts: 6, policies: 1 },
];

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
  readonly room: Room;
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

function sectionView(section: Section, back: object, room: Room) {
  if (section.kind === 'facts') {
    const facts = section.facts
      .slice(0, room.facts)
      .map((fact) => ({ title: fact.label, ...factText(fact.value) }));
    return { title: section.title ?? '', facts, policies: [], more: '' };
  }
  const left = section.policies.length - room.policies;
  return {
    title: section.title ?? '',
    facts: [],
    policies: section.policies.slice(0, room.policies).map((line) => policyLine(line, back)),
    more: [left > 0 ? `${left} more are not shown here.` : '', section.folded?.words ?? '']
      .filter(Boolean)
      .join(' '),
  };
}

/** One sign-in as its card binds it: verdict and why, then the tab that is open. */
export function signInView({
  signIn,
  headline,
  why,
  tabs,
  tab,
  back,
  portal,
  problem,
  room,
}: ViewInput) {
  const open = tabs.find((one) => one.id === tab) ?? tabs[0];
  const { outcome } = judge(signIn);
  const ask = `signin ${signIn.id}`;
  const here = { ask, tab: open?.id ?? '' };
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
    sections: open?.sections.map((section) => sectionView(section, here, room)) ?? [],
    back: back ?? null,
    portalUrl: signIn.userId ? portal.userSignIns(signIn.userId) : portal.signIns(),
    errorUrl: signIn.errorCode === 0 ? '' : explainCode(signIn.errorCode).link,
    errorLabel: `AADSTS${signIn.errorCode}`,
  };
}
