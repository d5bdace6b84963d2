import type { ActivityLog } from '../activity/activity-log.ts';
import type { Person } from '../people.ts';
import type { Logon } from './audit-actions.ts';
import { createMailboxes, crowdIndex, crowdMailbox, type Mailbox } from './mailboxes.ts';

/** What can be changed about Exchange while the tenant runs. */
export interface ExchangeSettings {
  readonly auditDisabled: boolean;
  /** True until `Enable-OrganizationCustomization` has been run; most changes are refused before. */
  readonly isDehydrated: boolean;
  /** How long a change takes until it is seen, in seconds; up to an hour in a real tenant. */
  readonly effectSeconds: number;
  /** Management roles of the known client; none: it has no role at all. */
  readonly roles: readonly string[];
  /** Mailboxes besides those of the tenant's people. */
  readonly crowd: number;
  /** Requests in ten seconds. */
  readonly requestsIn10Seconds: number;
  /** How long the next pages of a list stay known, in seconds. */
  readonly pagesKnownSeconds: number;
  /** Whether changes stand in the unified audit log, where that takes them in. */
  readonly leavesRecords: boolean;
}

/** As of an application that is Exchange Administrator. */
export const everyRole = [
  'View-Only Configuration',
  'View-Only Recipients',
  'Audit Logs',
  'Organization Configuration',
  'Mail Recipients',
];

export const defaultExchangeSettings: ExchangeSettings = {
  auditDisabled: false,
  isDehydrated: false,
  effectSeconds: 45,
  roles: everyRole,
  crowd: 0,
  requestsIn10Seconds: 60,
  pagesKnownSeconds: 300,
  leavesRecords: true,
};

/** The tenant around it; the unified audit log itself keeps whether it takes records in. */
interface Around {
  readonly seed: number;
  readonly now: () => Date;
  readonly people: readonly Person[];
  readonly activity: ActivityLog;
}

interface Effect {
  readonly atMs: number;
  take(): void;
}

const paceMs = 10_000;

/** The Exchange organisation of the tenant: mailboxes, its switches, and changes that take their time. */
export class Exchange {
  readonly #now: () => Date;
  readonly #own: Map<string, Mailbox>;
  readonly #crowdChanges = new Map<number, Mailbox>();
  readonly #activity: ActivityLog;
  #settings = defaultExchangeSettings;
  #effects: Effect[] = [];
  #asked: number[] = [];

  constructor({ seed, now, people, activity }: Around) {
    this.#now = now;
    this.#activity = activity;
    this.#own = createMailboxes(seed, people);
  }

  get settings(): ExchangeSettings {
    this.#settle();
    return this.#settings;
  }

  get isIngesting(): boolean {
    this.#settle();
    return this.#activity.settings.auditing === 'on';
  }

  change(settings: Partial<ExchangeSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  setIngestion(isOn: boolean): void {
    this.#activity.change({ auditing: isOn ? 'on' : 'off' });
  }

  /** Lets something be true after the time that changes take. */
  later(take: () => void): void {
    const atMs = this.#now().getTime() + this.#settings.effectSeconds * 1000;
    this.#effects.push({ atMs, take });
    this.#settle();
  }

  /** Undefined when the request may pass; else the seconds to wait. Refused requests count too. */
  refuse(): number | undefined {
    const now = this.#now().getTime();
    this.#asked = [...this.#asked.filter((at) => at > now - paceMs), now];
    const most = this.#settings.requestsIn10Seconds;
    if (this.#asked.length <= most) return undefined;
    const frees = this.#asked[this.#asked.length - most] ?? now;
    return Math.max(1, Math.ceil((frees + paceMs - now) / 1000));
  }

  /** The nth mailbox, from 0. */
  mailboxAt(index: number): Mailbox | undefined {
    this.#settle();
    if (index < this.#own.size) return [...this.#own.values()][index];
    const inCrowd = index - this.#own.size;
    if (inCrowd >= this.#settings.crowd) return undefined;
    return this.#crowdChanges.get(inCrowd) ?? crowdMailbox(inCrowd);
  }

  /** A mailbox by id, or in any case by user principal name. */
  find(idOrName: string): Mailbox | undefined {
    this.#settle();
    const wanted = idOrName.toLowerCase();
    const own = [...this.#own.values()].find(
      ({ id, userPrincipalName }) => id === wanted || userPrincipalName.toLowerCase() === wanted,
    );
    if (own !== undefined) return own;
    const index = this.#crowdIndex(wanted);
    return index === undefined ? undefined : this.mailboxAt(this.#own.size + index);
  }

  patch(id: string, patch: Partial<Mailbox>): void {
    const own = this.#own.get(id);
    if (own) this.#own.set(id, { ...own, ...patch });
    else {
      const index = this.#crowdIndex(id);
      const found = index === undefined ? undefined : this.mailboxAt(this.#own.size + index);
      if (found && index !== undefined) this.#crowdChanges.set(index, { ...found, ...patch });
    }
  }

  /** `Set-Mailbox -AuditOwner …`: the list is the mailbox's own from then on. */
  setOwnList(mailbox: Mailbox, logon: Logon, actions: readonly string[]): void {
    const now = this.find(mailbox.id) ?? mailbox;
    const managed = now.managed.filter((one) => one !== logon);
    this.patch(mailbox.id, { managed, own: { ...now.own, [logon]: actions } });
  }

  #crowdIndex(idOrName: string): number | undefined {
    const index = crowdIndex(idOrName);
    return index !== undefined && index < this.#settings.crowd ? index : undefined;
  }

  #settle(): void {
    const now = this.#now().getTime();
    const due = this.#effects.filter(({ atMs }) => atMs <= now);
    if (due.length === 0) return;
    this.#effects = this.#effects.filter(({ atMs }) => atMs > now);
    for (const effect of due) effect.take();
  }
}
