import type { PortalLinks } from '../../domain/portal-links.ts';
import { type SignIn, whoSignedIn } from '../../domain/sign-in.ts';
import type { Tab } from '../../domain/sign-in-tabs.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Why } from '../../domain/why.ts';
import { isoOf } from '../iso.ts';
import { outcomeLooks } from '../outcome-looks.ts';
import { backAction, type ListPlace } from '../request.ts';
import { type Room, sectionsView } from './sections.ts';

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
    sections: sectionsView(open?.sections ?? [], room, here),
    back: back ?? null,
    backAction: backAction(back),
    portalUrl: signIn.userId ? portal.userSignIns(signIn.userId) : portal.signIns(),
    errorUrl: signIn.errorCode === 0 ? '' : portal.errorCode(signIn.errorCode),
    errorLabel: `AADSTS${signIn.errorCode}`,
  };
}
