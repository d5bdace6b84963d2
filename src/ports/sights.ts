import type { Person } from '../domain/person.ts';
import type { Asker } from './chat.ts';

/** Somebody as a log names her: by object id, sign-in name, or the folder of her OneDrive. */
export interface Account {
  readonly id?: string | undefined;
  readonly userPrincipalName?: string | undefined;
  /** `alice_contoso_com`, as the addresses of OneDrives have it. */
  readonly siteName?: string | undefined;
}

/** Somebody whom nobody looks at without a reason. */
export interface ProtectedPerson {
  /** Object id, or the sign-in name where that alone is known; lower case. */
  readonly key: string;
  readonly name: string;
}

/** What one asker may see at this moment. */
export interface Sight {
  /** The same for whoever sees the same rows. */
  readonly key: string;
  /** Why conditional access data is not shown, as a sentence; absent: it is. */
  readonly policiesWithheld?: string;
  /** Whom alone she may look up; absent: everybody. */
  readonly scope?: {
    /** Names of the units and groups. */
    readonly names: string;
    has(account: Account): boolean;
  };
  /** True where look-ups of anybody at all need a reason. */
  readonly protectsSomebody: boolean;
  /** Who this is, where look-ups of her need a reason; nobody is kept from herself. */
  protectedOf(account: Account): ProtectedPerson | undefined;
  /** The reason that the asker gave for this person a while ago. */
  reasonFor(person: ProtectedPerson): string | undefined;
  /**
   * Notes the look-up for whoever is to be told, then remembers the reason a while. Rejects with an `AppError` when it could
   * not be noted: nothing may be shown then.
   */
  open(person: ProtectedPerson, reason: string): Promise<void>;
}

/** What of the tenant an asker may see. Failures are `AppError`s: then she sees nothing. */
export interface Sights {
  of(asker: Pick<Asker, 'id' | 'name'>, signal: AbortSignal): Promise<Sight>;
  /** Roles and groups that give her level, names of her units and groups; for `whoami`. */
  describe(askerId: string, signal: AbortSignal): Promise<SightDescription>;
}

export interface SightDescription {
  readonly isGuest: boolean;
  readonly by: readonly string[];
  readonly scope?: string;
  readonly policiesWithheld?: string;
}

/** The sign-in name as it stands in the address of a OneDrive. */
export const siteNameOf = ({ userPrincipalName }: Pick<Person, 'userPrincipalName'>) =>
  userPrincipalName.toLowerCase().replace(/[^a-z0-9]/g, '_');
