import { attacksIn } from './attack-story.ts';
import type { SignInKind } from './circumstances.ts';
import * as known from './identities.ts';
import type { Person } from './people.ts';
import type { Policy } from './policy.ts';
import { between, createRandom, mixNumbers, pick, type Random } from './random.ts';
import { completion, drawLag, situationPicker } from './sign-in-history.ts';
import type { SignInRow } from './sign-in-row.ts';
import type { SignInOrder } from './sign-in-writer.ts';
import type { Situation } from './situation.ts';
import { situationNamed } from './situations.ts';

/** What the live scenario may do to its tenant. */
export interface Stage {
  readonly seed: number;
  readonly people: readonly Person[];
  readonly policies: readonly Policy[];
  writeSignIn(order: SignInOrder): SignInRow;
  changePolicy(id: string, patch: Partial<Policy>, by: Person, atMs: number): Policy;
  dropBefore(atMs: number): void;
}

const minuteMs = 60_000;
const cycleMinutes = 30;
const usualBlocks = [
  'blocked-country',
  'not-compliant',
  'not-joined',
  'blocked-legacy',
  'not-approved-app',
  'wrong-platform',
  'security-policy',
];
const kinds: SignInKind[] = [
  'interactiveUser',
  'nonInteractiveUser',
  'nonInteractiveUser',
  'servicePrincipal',
  'managedIdentity',
];

/** What goes on in the tenant while one watches, minute by minute, the same for the same seed. */
export class Scenario {
  readonly #stage: Stage;
  #doneMinute: number;
  #stormUntilMs = 0;
  #quietUntilMs = 0;
  #lastNowMs: number;

  constructor(stage: Stage, now: Date) {
    this.#stage = stage;
    this.#lastNowMs = now.getTime();
    this.#doneMinute = Math.floor(now.getTime() / minuteMs);
  }

  /** What is going on at the time of the last step. */
  get mood(): 'usual' | 'storm' | 'quiet' {
    if (this.#lastNowMs < this.#stormUntilMs) return 'storm';
    return this.#lastNowMs < this.#quietUntilMs ? 'quiet' : 'usual';
  }

  /** From now on a block every second or so for some minutes. */
  storm(minutes: number): void {
    this.#quietUntilMs = 0;
    this.#stormUntilMs = this.#lastNowMs + minutes * minuteMs;
    const random = createRandom(mixNumbers(this.#stage.seed, 62, this.#doneMinute));
    for (let i = 0; i < 20; i += 1) this.#block(this.#lastNowMs, random, true);
  }

  /** From now on nothing for some minutes. */
  quiet(minutes: number): void {
    this.#stormUntilMs = 0;
    this.#quietUntilMs = this.#lastNowMs + minutes * minuteMs;
  }

  /** Adds what has come due since the last step; a gap of more than an hour is not filled. */
  tick(now: Date): void {
    const minute = Math.floor(now.getTime() / minuteMs);
    this.#doneMinute = Math.max(this.#doneMinute, minute - 60);
    this.#lastNowMs = now.getTime();
    while (this.#doneMinute < minute) {
      this.#doneMinute += 1;
      this.#play(this.#doneMinute);
    }
    this.#stage.dropBefore(now.getTime() - 31 * 24 * 60 * minuteMs);
  }

  /** The events of a minute are written at its start and show up while it goes on. */
  #play(minute: number): void {
    const startMs = minute * minuteMs;
    if (startMs < this.#quietUntilMs) return;
    const random = createRandom(mixNumbers(this.#stage.seed, 61, minute));
    this.#everyday(startMs, random);
    this.#prompts(minute, startMs, random);
    const blocks = startMs < this.#stormUntilMs ? 40 : 1;
    for (let i = 0; i < blocks; i += 1) this.#block(startMs, random, blocks > 1);
    this.#policyStory(minute, startMs, random);
    this.#attacks(minute, startMs);
  }

  #attacks(minute: number, startMs: number): void {
    const { people, seed } = this.#stage;
    const random = createRandom(mixNumbers(seed, 63, minute));
    for (const order of attacksIn(minute, { people, startMs, random })) {
      this.#stage.writeSignIn(order);
    }
  }

  #write(
    situation: Situation,
    kind: SignInKind,
    startMs: number,
    random: Random,
    more: Partial<SignInOrder> = {},
  ) {
    const atMs = startMs + between(random, 0, 55_000);
    const visibleAtMs = atMs + drawLag(random, kind);
    return this.#stage.writeSignIn({ situation, kind, atMs, visibleAtMs, random, ...more });
  }

  #everyday(startMs: number, random: Random): void {
    for (let i = 0; i < 4; i += 1) {
      const kind = pick(random, kinds);
      const situation = situationPicker(kind)(random);
      if (situation.code === 0) this.#write(situation, kind, startMs, random);
    }
  }

  #block(startMs: number, random: Random, isSoon: boolean): void {
    const situation = situationNamed(pick(random, usualBlocks));
    const soon = isSoon ? { visibleAtMs: startMs + between(random, 1000, 75_000) } : {};
    this.#write(situation, 'interactiveUser', startMs, random, soon);
  }

  #prompts(minute: number, startMs: number, random: Random): void {
    if (minute % 3 === 0) {
      const prompt = this.#write(
        situationNamed('mfa-then-done'),
        'interactiveUser',
        startMs,
        random,
      );
      completion(prompt, (order) => this.#stage.writeSignIn(order), random);
    }
    if (minute % 5 === 1) this.#promptThenBlock(startMs, random);
  }

  /** A record first seen as a prompt, later as the block it turned into. */
  #promptThenBlock(startMs: number, random: Random): void {
    const atMs = startMs + between(random, 0, 30_000);
    const kind = 'interactiveUser';
    this.#stage.writeSignIn({
      situation: situationNamed('mfa-not-completed'),
      kind,
      atMs,
      visibleAtMs: atMs + 20_000,
      random,
      becomes: { situation: situationNamed('blocked-country'), atMs: atMs + 95_000 },
    });
  }

  /** Every half hour the finance policy is widened by mistake, a spike follows, and it is put back. */
  #policyStory(minute: number, startMs: number, random: Random): void {
    const step = minute % cycleMinutes;
    const policy = this.#stage.policies.find((one) => one.id === known.policyIds.financeCompliant);
    const admin = this.#stage.people.find((one) => one.id === known.adminUser.id);
    if (policy === undefined || admin === undefined) return;
    if (step === 10) this.#widen(policy, admin, startMs);
    if (step > 10 && step <= 13) {
      for (let i = 0; i < 6; i += 1) {
        this.#write(situationNamed('own-device'), 'interactiveUser', startMs, random);
      }
    }
    if (step === 15) this.#narrow(policy, admin, startMs);
  }

  #widen(policy: Policy, admin: Person, atMs: number): void {
    const { conditions } = policy;
    const users = { ...conditions.users, includeUsers: ['All'], includeGroups: [] };
    const applications = { ...conditions.applications, includeApplications: ['All'] };
    this.#stage.changePolicy(
      policy.id,
      { conditions: { ...conditions, users, applications } },
      admin,
      atMs,
    );
  }

  #narrow(policy: Policy, admin: Person, atMs: number): void {
    const { conditions } = policy;
    if (!conditions.users.includeUsers?.includes('All')) return;
    const users = {
      ...conditions.users,
      includeUsers: [],
      includeGroups: [known.groupIds.finance],
    };
    const applications = {
      ...conditions.applications,
      includeApplications: ['f1a0ce00-7e57-4000-8000-0000000000a1'],
    };
    this.#stage.changePolicy(
      policy.id,
      { conditions: { ...conditions, users, applications } },
      admin,
      atMs,
    );
  }
}
