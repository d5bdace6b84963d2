interface Account {
  readonly id?: string;
  readonly userPrincipalName?: string;
}

/** The tenant's emergency accounts: what they do must always be heard. Entries in lower case. */
export interface BreakGlassAccounts {
  readonly ids: ReadonlySet<string>;
  readonly userPrincipalNames: ReadonlySet<string>;
}

export function isBreakGlass(accounts: BreakGlassAccounts, account: Account): boolean {
  const { id, userPrincipalName } = account;
  return (
    (id !== undefined && accounts.ids.has(id.toLowerCase())) ||
    (userPrincipalName !== undefined &&
      accounts.userPrincipalNames.has(userPrincipalName.toLowerCase()))
  );
}
