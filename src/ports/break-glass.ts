interface Account {
  readonly id?: string;
  readonly name: string;
  readonly userPrincipalName?: string;
}

/** Accounts that must always be heard of: nobody may silence or snooze them. */
export interface BreakGlass {
  /** True for the accounts that the setting names, and for those in its groups as last read. */
  has(account: Account): boolean;
  /**
   * Why this account may not be made quiet; undefined: it may. While the members of a group have not
   * been read yet nobody may.
   */
  refusal(account: Account): string | undefined;
}
