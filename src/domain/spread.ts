/** One value and how many sign-ins of the case have it. */
export interface Share {
  readonly name: string;
  readonly count: number;
}

/** How a case's sign-ins spread over one property: how many values there are, and the most frequent, largest first. */
export interface Facet {
  readonly distinct: number;
  readonly top: readonly Share[];
}

/** What a case of many people holds, beyond its latest sign-in. */
export interface Spread {
  readonly people: Facet;
  readonly apps: Facet;
  readonly countries: Facet;
  /** Sign-ins by the ten minutes in which they happened, oldest first; what is empty is left out. */
  readonly over: readonly { readonly at: Date; readonly count: number }[];
}

export const spreadStepMs = 10 * 60_000;

const none: Facet = { distinct: 0, top: [] };

/** Of a case that is being opened. */
export const emptySpread: Spread = { people: none, apps: none, countries: none, over: [] };
