import type { PortalLinks } from '../../domain/portal-links.ts';
import { type SignIn, whoSignedIn } from '../../domain/sign-in.ts';
import type { FactValue, PolicyLine, Section, Tab } from '../../domain/sign-in-tabs.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Why } from '../../domain/why.ts';
import { isoOf } from '../iso.ts';
import { outcomeLooks } from '../outcome-looks.ts';
import { backAction, type ListPlace } from '../request.ts';

/** How much of a tab is shown; less and less until the card fits into 25 KB. */
export interface Room {
  readonly facts: number;
  readonly policies: number;
}
export const rooms: readonly Room[] = [
  { facts: 40, policies: 12 },
  { facts: 32, policies: 8 },
  { facts: 26, policies: 6 },
  { facts: 14, policies: 3 },
  { facts: 6, policies: 1 },
];

/** Seven buttons in rows that fit beside each other on a phone. */
const tabRows = [
  [0, 3],
  [3, 4],
  [4, 6],
  [6, 7],
] as const;

interface ViewInput {
  readonly signIn: SignIn;
  /** Of the whole attempt. */
  readonly verdict: Verdict;
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

function leftOut(count: number): string {
  return count > 0 ? `${count} more ${count === 1 ? 'is' : 'are'} not shown here.` : '';
}

function sectionView(section: Section, back: object, room: Room) {
  if (section.kind === 'facts') {
    const facts = section.facts
      .slice(0, room.facts)
      .map((fact) => ({ title: fact.label, ...factText(fact.value) }));
    const left = section.facts.length - facts.length;
    return { title: section.title ?? '', facts, policies: [], more: leftOut(left) };
  }
  const left = section.policies.length - room.policies;
  return {
    title: section.title ?? '',
    facts: [],
    policies: section.policies.slice(0, room.policies).map((line) => policyLine(line, back)),
    more: [leftOut(left), section.folded?.words ?? ''].filter(Boolean).join(' '),
  };
}

/** One sign-in as its card binds it: verdict and why, then the tab that is open. */
export function signInView({
  signIn,
  verdict,
  why,
  tabs,
  tab,
  back,
  portal,
  problem,
  room,
}: ViewInput) {
  const open = tabs.find((one) => one.id === tab) ?? tabs[0];
  const look = outcomeLooks[verdict.outcome];
  const ask = `signin ${signIn.id}`;
  const here: ListPlace = { ask, tab: open?.id, back };
  return {
    icon: look.icon,
    color: look.color,
    headline: verdict.headline,
    who: whoSignedIn(signIn),
    userPrincipalName: signIn.userPrincipalName ?? '',
    appName: signIn.appName ?? 'unknown app',
    signedInAt: isoOf(signIn.at),
    policyLine: why.policyLine,
    controlLine: why.controlLine,
    nextStep: why.nextStep,
    problem,
    ask,
    tabRows: tabRows.map(([start, end]) => ({
      tabs: tabs.slice(start, end).map((one) => ({
        label: one.title,
        tab: one.id,
        style: one.id === open?.id ? 'positive' : 'default',
        ask,
        back: back ?? null,
      })),
    })),
    openTitle: open?.title ?? '',
    note: open?.note ?? '',
    sections: open?.sections.map((section) => sectionView(section, here, room)) ?? [],
    back: back ?? null,
    backAction: backAction(back),
    portalUrl: signIn.userId ? portal.userSignIns(signIn.userId) : portal.signIns(),
    errorUrl: signIn.errorCode === 0 ? '' : portal.errorCode(signIn.errorCode),
    errorLabel: `AADSTS${signIn.errorCode}`,
  };
}
