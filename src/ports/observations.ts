import type { Finding } from './finding.ts';

/** A record as evidence for a rule: alone, or together with others of its key. */
export interface Observation {
  /** Where several are judged together its words are empty until they are. */
  readonly finding: Finding;
  /** The record's part in what is judged together; undefined: it alerts by itself. */
  readonly role: string | undefined;
  /** Id of the user. */
  readonly who: string;
  /** The key under which it is kept; absent: the finding's. */
  readonly countsUnder?: string;
}

/** As much of an observation as it takes to judge several together. */
export interface Evidence {
  /** Of the record. */
  readonly id: string;
  readonly at: Date;
  readonly role: string;
  readonly who: string;
  readonly ip?: string;
  /** It is in a case, or was. */
  readonly hasAlerted?: true;
}

/** Which evidence of some keys of a rule is asked for. */
export interface EvidenceQuestion {
  readonly rule: string;
  readonly keys: readonly string[];
  readonly from: Date;
  readonly to: Date;
  /** Of each key and each span of that length, counted from 1970 … */
  readonly spanMs: number;
  /** … so many, those that have not alerted and the newest first: of a storm more says nothing. */
  readonly most: number;
}

/** Evidence, in the transaction of the read that brings it. */
export interface ObservationWriter {
  /** Those that are not kept yet of that rule, record and key, each once: the last where one comes several times. */
  newObservations(observations: readonly Observation[]): Promise<Observation[]>;
  /** Keeps them; those that alert are remembered by their names alone. */
  addObservations(
    observations: readonly Observation[],
    how: { readonly alerts: boolean; readonly forgetAt: Date },
  ): Promise<void>;
  /** Keys among these for which something in that role and time is kept. */
  keysWith(
    question: Pick<EvidenceQuestion, 'rule' | 'keys' | 'from' | 'to'>,
    role: string,
  ): Promise<Set<string>>;
  /** Oldest first, by key. */
  evidence(question: EvidenceQuestion): Promise<Map<string, Evidence[]>>;
  /** Notes that these alerted and gives those that were kept and had not; they are remembered until `forgetAt`. */
  fileObservations(
    rule: string,
    key: string,
    ids: readonly string[],
    forgetAt: Date,
  ): Promise<Finding[]>;
}
