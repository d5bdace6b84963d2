import type { ComposeIn, Inbound } from './chat.ts';

/** Whether something may be asked now; when not, what to say, and nothing where it was said a moment ago. */
export type Paced =
  | { readonly ok: true }
  | { readonly ok: false; readonly sentence: string; readonly isSaid: boolean };

/** Asked once for each thing that comes in, and counts it. */
export type Pace = (inbound: Inbound | ComposeIn) => Paced;
