import { type App, appIds, apps, appWith } from './apps.ts';
import type { Circumstances, SignInKind } from './circumstances.ts';
import type { Person } from './people.ts';
import { placeAt } from './places.ts';
import type { Policy } from './policy.ts';
import {
  conditionalAccessStatus,
  enforcedGrantControls,
  judgePolicy,
} from './policy-evaluation.ts';
import { guidAt, type Random, weightedPicker } from './random.ts';
import type { SignInRow } from './sign-in-row.ts';
import { settleTime } from './sign-in-times.ts';
import type { Situation } from './situation.ts';

/** When, by whom and how a sign-in is written. */
export interface SignInOrder {
  readonly situation: Situation;
  readonly kind: SignInKind;
  readonly atMs: number;
  readonly visibleAtMs: number;
  readonly random: Random;
  readonly person?: Person;
  /** Facts that overrule the situation's. */
  readonly change?: Partial<Circumstances>;
  /** What the record turns into after it has first been seen. */
  readonly becomes?: { readonly situation: Situation; readonly atMs: number };
  /** The row that was interrupted before, when this one completes it. */
  readonly completes?: SignInRow;
}

/** What a writer needs of its tenant. */
export interface WriterNeeds {
  readonly seed: number;
  readonly people: readonly Person[];
  readonly policies: () => readonly Policy[];
  readonly nextSeq: () => number;
}

const codeOfControl: Record<string, number> = {
  Block: 53003,
  RequireCompliantDevice: 53000,
  RequireDomainJoinedDevice: 53001,
  RequireApprovedApp: 53002,
  Mfa: 50074,
};

function codeOfFailure(policies: readonly Policy[], about: Circumstances): number {
  const failed = policies.find((policy) => judgePolicy(policy, about).result === 'failure');
  const control = failed ? enforcedGrantControls(failed, about)[0] : undefined;
  return codeOfControl[control ?? ''] ?? 50158;
}

/** A quiet way to the same success, for when the chosen facts would run into a policy. */
function withoutTrouble(policies: readonly Policy[], about: Circumstances): Circumstances {
  const easier = { ...about, app: appWith(appIds.teams) };
  const easiest = { ...easier, mfa: 'claim' as const, device: about.person?.devices.work };
  const choices = [about, easier, easiest];
  return choices.find((one) => conditionalAccessStatus(policies, one) !== 'failure') ?? about;
}

function clientAppFor(app: App, random: Random): Circumstances['clientApp'] {
  const isClient = app.id === appIds.teams || app.id === appIds.outlook;
  return isClient && random() < 0.7 ? 'Mobile Apps and Desktop clients' : 'Browser';
}

/** Makes a function that turns an order into a row whose code and policies agree. */
export function createSignInWriter(needs: WriterNeeds): (order: SignInOrder) => SignInRow {
  const pickApp = {
    people: weightedPicker(
      apps.filter((app) => app.use === 'people'),
      (app) => app.weight,
    ),
    servicePrincipal: weightedPicker(
      apps.filter((app) => app.use === 'workload'),
      (app) => app.weight,
    ),
    managedIdentity: weightedPicker(
      apps.filter((app) => app.use === 'managedIdentity'),
      (app) => app.weight,
    ),
  };
  const pickers = new Map<Situation, (random: Random) => Person>();

  function choosePerson(situation: Situation, random: Random): Person {
    const known = pickers.get(situation);
    if (known) return known(random);
    const { mayBe } = situation;
    const able = needs.people.filter((person) => (mayBe ? mayBe(person) : person.weight > 0));
    const made = weightedPicker(able, (person) => person.weight || 0.01);
    pickers.set(situation, made);
    return made(random);
  }

  function base(order: SignInOrder): Circumstances {
    const { kind, random } = order;
    const isPerson = kind === 'interactiveUser' || kind === 'nonInteractiveUser';
    const person = isPerson ? (order.person ?? choosePerson(order.situation, random)) : undefined;
    const app =
      kind === 'servicePrincipal' || kind === 'managedIdentity'
        ? pickApp[kind](random)
        : pickApp.people(random);
    return {
      kind,
      person,
      app,
      place: placeAt('office'),
      addressNumber: Math.floor(random() * 250),
      device: person?.devices.work,
      clientApp: isPerson ? clientAppFor(app, random) : '',
      protocol: random() < 0.3 ? 'oAuth2' : 'none',
      mfa: person?.userType === 'Guest' ? 'claim' : 'notAsked',
      termsAccepted: true,
      customControlPassed: true,
      approvedApp: true,
      userRisk: 'none',
      signInRisk: 'none',
      evaluated: true,
    };
  }

  function circumstances(order: SignInOrder, policies: readonly Policy[]): Circumstances {
    const start = base(order);
    const about = { ...start, ...order.situation.change(start), ...order.change };
    return order.situation.caFails || order.change ? about : withoutTrouble(policies, about);
  }

  return (order) => {
    const policies = needs.policies();
    const about = circumstances(order, policies);
    const status = conditionalAccessStatus(policies, about);
    const isExpected = (status === 'failure') === order.situation.caFails;
    const unexpected = status === 'failure' ? codeOfFailure(policies, about) : 0;
    const seq = needs.nextSeq();
    const id = guidAt(needs.seed, 40, seq);
    return {
      seq,
      id,
      atMs: settleTime(order.atMs, seq),
      visibleAtMs: order.visibleAtMs,
      thread: order.completes?.thread ?? seq,
      originalId: order.completes?.id ?? id,
      code: isExpected ? order.situation.code : unexpected,
      conditionalAccessStatus: status,
      about,
      policies,
    };
  };
}
