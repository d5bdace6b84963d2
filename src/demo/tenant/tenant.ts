import { ActivityLog } from './activity/activity-log.ts';
import type { ActivityRow } from './activity/activity-row.ts';
import { activityAuthor } from './activity/history.ts';
import { apps } from './apps.ts';
import { writeAuditHistory } from './audit-history.ts';
import {
  type Actor,
  type AuditDraft,
  type AuditRow,
  auditRecord,
  changed,
  target,
} from './directory-audit.ts';
import { Exchange } from './exchange/exchange.ts';
import { type Fault, FaultList } from './fault.ts';
import { defaultPermissions, delegatedPermissions } from './granted-permissions.ts';
import { groups, withParents } from './groups.ts';
import type { JsonObject } from './json.ts';
import { namedLocations } from './named-locations.ts';
import { createPeople, type Person } from './people.ts';
import { laterVersion, placeSignIn, type SignInTiming } from './place-sign-in.ts';
import { createPolicies } from './policies.ts';
import type { Policy } from './policy.ts';
import { writePolicyHistory } from './policy-history.ts';
import { guidAt } from './random.ts';
import { Scenario } from './scenario.ts';
import { writeAlice, writeHistory } from './sign-in-history.ts';
import type { SignInRow } from './sign-in-row.ts';
import { withSevenDigits } from './sign-in-times.ts';
import { createSignInWriter, type SignInOrder } from './sign-in-writer.ts';
import { TimeLog } from './time-log.ts';

/** What the tenant pays for: it decides on the sign-in log and on risk data. */
export type Licence = 'free' | 'P1' | 'P2';

/** How a tenant is made. */
export interface TenantSettings {
  readonly seed: number;
  readonly now: () => Date;
  /** Sign-ins besides those that tell Alice's week. */
  readonly signInCount: number;
  readonly throttle: boolean;
}

/** A Microsoft 365 tenant in memory, to be looked at and to be changed. */
export class Tenant {
  readonly seed: number;
  readonly now: () => Date;
  readonly startMs: number;
  readonly throttle: boolean;
  readonly people: readonly Person[];
  readonly apps = apps;
  readonly groups = groups;
  readonly namedLocations: readonly JsonObject[] = namedLocations;
  readonly signIns = new TimeLog<SignInRow>();
  readonly audits = new TimeLog<AuditRow>();
  /** The unified audit log. */
  readonly activity: ActivityLog;
  readonly exchange: Exchange;
  readonly permissions = new Set<string>(defaultPermissions);
  /** Delegated permissions that an administrator has consented to for everybody. */
  readonly consents = new Set<string>(delegatedPermissions);
  readonly faults = new FaultList();
  readonly scenario: Scenario;
  readonly #write: (order: SignInOrder) => SignInRow;
  readonly #roles: Map<string, Set<string>>;
  #policies: readonly Policy[] = createPolicies();
  #licence: Licence = 'P2';
  #scanLimit = 25_000;
  /** Whether the application's secret has run out. */
  isSecretExpired = false;

  constructor(settings: TenantSettings) {
    this.seed = settings.seed;
    this.now = settings.now;
    this.throttle = settings.throttle;
    this.people = createPeople(settings.seed);
    this.#roles = new Map(this.people.map((person) => [person.id, new Set(person.roles)]));
    this.#write = createSignInWriter({
      seed: settings.seed,
      people: this.people,
      policies: () => this.#policies,
      nextSeq: () => this.signIns.nextSeq(),
    });
    const now = settings.now();
    this.startMs = now.getTime();
    this.signIns.addAll([
      ...writeHistory(settings.signInCount, now, this.seed, this.#write),
      ...writeAlice(now, this.seed, this.people, this.#write),
    ]);
    const write = (draft: AuditDraft, atMs: number) => this.#addDraft(draft, atMs);
    writeAuditHistory(now, this.seed, this.people, write);
    this.#policies = writePolicyHistory(now, this.#policies, this.people, write);
    this.activity = new ActivityLog(this.seed, now, activityAuthor(this.seed, this.people));
    this.exchange = new Exchange(this);
    this.scenario = new Scenario(this, now);
  }

  get policies(): readonly Policy[] {
    return this.#policies;
  }

  get licence(): Licence {
    return this.#licence;
  }

  /** Days that the logs reach back. */
  get retentionDays(): number {
    return this.#licence === 'free' ? 7 : 30;
  }

  /** Entries that one page of a log may look at before it ends early. */
  get scanLimit(): number {
    return this.#scanLimit;
  }

  /** Makes pages end after looking at so many entries: short or empty pages with a next link. */
  setScanLimit(entries: number): void {
    this.#scanLimit = entries;
  }

  setLicence(licence: Licence): void {
    this.#licence = licence;
  }

  grant(permission: string): void {
    this.permissions.add(permission);
  }

  revoke(permission: string): void {
    this.permissions.delete(permission);
  }

  /** True when one of the permissions is held. */
  holds(...anyOf: string[]): boolean {
    return anyOf.some((permission) => this.permissions.has(permission));
  }

  setRole(userId: string, roleTemplateId: string, held: boolean): void {
    const roles = this.#roles.get(userId) ?? new Set();
    this.#roles.set(userId, roles);
    if (held) roles.add(roleTemplateId);
    else roles.delete(roleTemplateId);
  }

  /** Ids of the roles and, through nesting too, the groups that a person is in. */
  memberships(person: Person): ReadonlySet<string> {
    return new Set([...(this.#roles.get(person.id) ?? []), ...withParents(person.groups)]);
  }

  /** A person by object id or, in any case, by user principal name. */
  findPerson(idOrName: string): Person | undefined {
    const wanted = idOrName.toLowerCase();
    return this.people.find(
      (person) => person.id === wanted || person.userPrincipalName.toLowerCase() === wanted,
    );
  }

  fault(fault: Fault): void {
    this.faults.add(fault);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** Writes a sign-in that follows a situation, as the live scenario does. */
  writeSignIn(order: SignInOrder): SignInRow {
    const { becomes, ...first } = order;
    const later = becomes && this.#write({ ...first, situation: becomes.situation });
    const row = this.#write(later ? { ...first, person: later.about.person } : first);
    const entry =
      becomes && later
        ? { ...row, changes: [{ atMs: becomes.atMs, patch: laterVersion(later) }] }
        : row;
    this.signIns.add(entry);
    return entry;
  }

  /** Forgets log entries older than the time. */
  dropBefore(atMs: number): void {
    this.signIns.dropBefore(atMs);
    this.audits.dropBefore(atMs);
    this.activity.dropBefore(atMs);
  }

  /** Adds a sign-in made of a whole or partial beta record; the rest is filled in to agree with it. */
  addSignIn(record: JsonObject = {}, timing: SignInTiming = {}): SignInRow {
    const row = placeSignIn(record, timing, {
      people: this.people,
      now: this.now(),
      seed: this.seed,
      write: this.#write,
    });
    this.signIns.add(row);
    return row;
  }

  /** Adds a directory audit entry made of a whole or partial record. */
  addDirectoryAudit(record: JsonObject = {}, timing: { readonly visibleAt?: Date } = {}): AuditRow {
    const said = record.activityDateTime;
    const atMs = typeof said === 'string' ? Date.parse(said) : this.now().getTime();
    const draft: AuditDraft = {
      activity: 'Update user',
      category: 'UserManagement',
      service: 'Core Directory',
      actor: 'system',
      targets: [],
    };
    return this.#addDraft(draft, atMs, timing.visibleAt?.getTime() ?? atMs, record);
  }

  /**
   * Adds a record of the unified audit log, raw and in PascalCase. Searches find it at once unless told otherwise;
   * only what is said is in it, besides `CreationTime` and `Id`.
   */
  addActivity(raw: JsonObject, timing: { readonly visibleAt?: Date } = {}): ActivityRow {
    return this.activity.addRaw(raw, this.now(), timing.visibleAt);
  }

  /** Changes a policy and writes the audit entry with the old and the new policy as JSON text. */
  changePolicy(
    id: string,
    patch: Partial<Policy>,
    by: Person | string = 'Microsoft Graph',
    nowMs = this.now().getTime(),
  ): Policy {
    const old = this.#policies.find((policy) => policy.id === id);
    if (old === undefined) throw new Error(`no policy ${id}`);
    const changedPolicy: Policy = {
      ...old,
      ...patch,
      id,
      modifiedDateTime: withSevenDigits(nowMs, 1),
    };
    this.#policies = this.#policies.map((policy) => (policy.id === id ? changedPolicy : policy));
    const actor: Actor = typeof by === 'string' ? this.#actorCalled(by) : { person: by };
    this.#addDraft(
      {
        activity: 'Update conditional access policy',
        category: 'Policy',
        service: 'Conditional Access',
        actor,
        targets: [
          target('Policy', id, changedPolicy.displayName, [
            changed('ConditionalAccessPolicy', old, changedPolicy),
          ]),
        ],
        details: [{ key: 'Category', value: 'Conditional Access' }],
      },
      nowMs,
      nowMs + 5000,
    );
    return changedPolicy;
  }

  /** Adds what the live scenario has due by the time, and what people do meanwhile. */
  tick(now: Date): void {
    this.scenario.tick(now);
    this.activity.tick(now);
  }

  storm(minutes: number): void {
    this.scenario.storm(minutes);
  }

  quiet(minutes: number): void {
    this.scenario.quiet(minutes);
  }

  #actorCalled(name: string): Actor {
    const person = this.findPerson(name);
    return person === undefined ? { app: name } : { person };
  }

  #addDraft(
    draft: AuditDraft,
    atMs: number,
    visibleAtMs = atMs + 60_000,
    override: JsonObject = {},
  ): AuditRow {
    const seq = this.audits.nextSeq();
    const record = { ...auditRecord(draft, seq, atMs, guidAt(this.seed, 50, seq)), ...override };
    const row = { seq, id: String(record.id), atMs, visibleAtMs, record };
    this.audits.add(row);
    return row;
  }
}
