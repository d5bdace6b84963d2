export const tabIds = [
  'basic',
  'location',
  'device',
  'authentication',
  'conditional-access',
  'report-only',
  'additional',
] as const;
export type TabId = (typeof tabIds)[number];

/** A value to show: words, or an instant that a card prints in the reader's time and in UTC. */
export type FactValue = string | { readonly kind: 'time'; readonly at: Date };

export interface Fact {
  readonly label: string;
  readonly value: FactValue;
}

/** One policy's result on one sign-in, in plain words. */
export interface PolicyLine {
  /** Opens what the policy demands; absent where the record has no id. */
  readonly policyId?: string;
  readonly name: string;
  /** “blocked”, “satisfied”, “did not apply because …”. */
  readonly result: string;
  readonly tone: 'bad' | 'good' | 'neutral';
  /** What it asks for, grant controls first. */
  readonly controls: readonly string[];
}

export interface FactSection {
  readonly kind: 'facts';
  readonly title?: string;
  readonly facts: readonly Fact[];
}

export interface PolicySection {
  readonly kind: 'policies';
  readonly title?: string;
  readonly policies: readonly PolicyLine[];
  /** Policies left out because they did not apply: how many, and a sentence that says so. */
  readonly folded?: { readonly count: number; readonly words: string };
}

export type Section = FactSection | PolicySection;

/** One of the portal's seven tabs on a sign-in. */
export interface Tab {
  readonly id: TabId;
  readonly title: string;
  readonly sections: readonly Section[];
  /** Why something is not here: none, not allowed, not licensed or not arrived yet. */
  readonly note?: string;
}

export interface TabContext {
  readonly now: Date;
}
