/** A country in which a user was seen to get in. */
export interface UserCountry {
  /** Id of the user. */
  readonly who: string;
  /** As the log says it: an ISO code mostly. */
  readonly country: string;
  /** The earliest sign-in that is known. */
  readonly firstAt: Date;
  readonly firstRecord: string;
  /** The latest one; it may be some hours behind. */
  readonly lastAt: Date;
}

/** Where users were seen, in the transaction of the read that brings it. */
export interface UserCountryWriter {
  /** All countries of these users. */
  countriesOf(who: readonly string[]): Promise<UserCountry[]>;
  /** Inserts or replaces; each is known until `keptForMs` after its last sign-in. */
  saveCountries(countries: readonly UserCountry[], keptForMs: number): Promise<void>;
}
