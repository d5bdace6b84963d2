/** Which part of the log a record belongs to. */
export type ActivityKind = 'files' | 'mail' | 'identity' | 'teams' | 'admin' | 'other';

/** What was done, as people count and filter it; each is a word of the question too. */
export const doneWords = [
  'opened',
  'downloaded',
  'changed',
  'created',
  'uploaded',
  'shared',
  'unshared',
  'moved',
  'copied',
  'deleted',
  'restored',
  'read',
  'sent',
  'rules',
  'permissions',
  'searched',
  'signed-in',
  'settings',
  'security',
  'other',
] as const;
export type Done = (typeof doneWords)[number];

/** As what somebody acted: `owner`, `delegate` and `admin` are said of mailboxes, by their logon type. */
export type WhoKind =
  | 'user'
  | 'owner'
  | 'delegate'
  | 'admin'
  | 'app'
  | 'service'
  | 'guest'
  | 'anonymous'
  | 'unknown';

/** One line of what a record says. */
export interface Detail {
  readonly label: string;
  readonly value: string;
}

/** What one operation did, without who did it. */
export interface Deed {
  readonly icon: string;
  /** In the past tense, without its subject: “Opened “Budget.xlsx””. */
  readonly sentence: string;
  readonly done: Done;
  readonly kind: ActivityKind;
  /** Site and path, or mailbox and folder. */
  readonly where?: string;
  readonly details: readonly Detail[];
  /** True for what an auditor would want to see first: forwarding, roles, links for anyone, malware. */
  readonly important: boolean;
  /** What the record does not tell, where that matters. */
  readonly caveat?: string;
}

/** A record of the unified audit log in people's words. */
export interface Described extends Deed {
  readonly who: string;
  readonly whoKind: WhoKind;
  /** The address it came from. */
  readonly from?: string;
}

/** A line with something in it, or none: for lists of details. */
export function detail(label: string, value: string | undefined): readonly Detail[] {
  return value === undefined || value === '' ? [] : [{ label, value }];
}
