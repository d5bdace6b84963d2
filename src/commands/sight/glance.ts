import { AppError } from '../../errors.ts';
import type { Account, ProtectedPerson, Sight } from '../../ports/sights.ts';

/** What an answer left out, each record once. */
export interface Hidden {
  /** Ids of records about protected people. */
  readonly protected: Set<string>;
  /** Ids of records outside of the asker’s scope. */
  readonly outside: Set<string>;
  /** True when conditional access data was taken out of what is shown, or kept back whole. */
  policies: boolean;
  /** True when nobody is ranked, since somebody of the ranks may be protected. */
  ranks: boolean;
}

export const nothingHidden = (): Hidden => ({
  protected: new Set(),
  outside: new Set(),
  policies: false,
  ranks: false,
});

/** One look through a sight: decides row by row, and keeps what was left out and who was looked at. */
export class Glance {
  readonly sight: Sight;
  readonly hidden: Hidden = nothingHidden();
  /** Protected people who were opened, with the reason. */
  readonly opened = new Map<
    string,
    { readonly person: ProtectedPerson; readonly reason: string }
  >();
  /** Somebody for whom a reason is needed first. */
  reasonNeededFor: ProtectedPerson | undefined;
  /** Why what was asked for is not to be had at all. */
  refusal: AppError | undefined;
  readonly #reason: string | undefined;

  /** `reason`: as it was given with this question. */
  constructor(sight: Sight, reason: string | undefined) {
    this.sight = sight;
    this.#reason = reason;
  }

  /** The asker named this person: throws when she may not look, else whoever is to be told is told first. */
  async admit(account: Account): Promise<void> {
    const { scope } = this.sight;
    if (scope && !scope.has(account)) throw this.refuse(outsideOf(scope.names));
    const person = this.sight.protectedOf(account);
    if (person === undefined || this.opened.has(person.key)) return;
    const reason = this.#reason ?? this.sight.reasonFor(person);
    if (reason === undefined) {
      this.reasonNeededFor ??= person;
      throw new AppError('reason-needed', `${person.name} is protected: a reason is needed first.`);
    }
    await this.sight.open(person, reason);
    this.opened.set(person.key, { person, reason });
  }

  /** Whether a row of a list may be shown; what may not is counted. `about`: whom else it tells of. */
  shows(id: string, who: Account, about: readonly Account[] = []): boolean {
    const people = [who, ...about];
    if (people.some((account) => this.#isClosed(account))) {
      this.hidden.protected.add(id);
      return false;
    }
    if (this.inScope(who, about)) return true;
    this.hidden.outside.add(id);
    return false;
  }

  /** True when it is about people of the scope alone; whoever did it may be anybody. */
  inScope(who: Account, about: readonly Account[] = []): boolean {
    const { scope } = this.sight;
    if (scope === undefined) return true;
    if (about.length > 0) return about.every((account) => scope.has(account));
    return scope.has(who);
  }

  /** Counts what was left out of an answer that was read through another glance of the same sight. */
  take(hidden: Hidden): void {
    for (const id of hidden.protected) this.hidden.protected.add(id);
    for (const id of hidden.outside) this.hidden.outside.add(id);
    this.hidden.policies ||= hidden.policies;
    this.hidden.ranks ||= hidden.ranks;
  }

  /** Keeps back what no role, or no scope, of the asker shows; the error is to be thrown. */
  refuse(error: AppError): AppError {
    this.refusal ??= error;
    return error;
  }

  /** Why one record that was named is not shown. */
  refusalOfRow(): AppError {
    const { scope, policiesWithheld = '' } = this.sight;
    return this.refuse(
      scope ? outsideOf(scope.names) : new AppError('policies-withheld', policiesWithheld),
    );
  }

  #isClosed(account: Account): boolean {
    const person = this.sight.protectedOf(account);
    return person !== undefined && !this.opened.has(person.key);
  }
}

export const outsideOf = (names: string) =>
  new AppError('out-of-scope', `That is outside of what you may look up: people of ${names}.`);

export const wholeTenant = (names: string) =>
  new AppError(
    'out-of-scope',
    `That is about the whole tenant; you may look up people of ${names}.`,
  );
