import type { Reply } from './request.ts';

/** A button by its words and the canonical line that it asks. */
interface Choice {
  readonly label: string;
  readonly ask: string;
}

/** What would happen, before anybody makes it happen. */
export interface SecondStep {
  /** A question that names the object: “Snooze all of rule ca-block?”. */
  readonly title: string;
  /** What it reaches, one sentence each. */
  readonly lines: readonly { readonly text: string }[];
  /** Its line says `confirmed`: the command asks no second time. */
  readonly confirm: Choice;
  /** Default: *Leave it*, which shows what is snoozed. */
  readonly cancel?: Choice;
}

/** The second step of what reaches far. Its buttons are lines: rights are checked again when one is pressed. */
export function confirmReply({ title, lines, confirm, cancel }: SecondStep): Reply {
  return {
    card: 'confirm',
    data: {
      title,
      lines,
      confirmLabel: confirm.label,
      ask: confirm.ask,
      cancelLabel: cancel?.label ?? 'Leave it',
      cancelAsk: cancel?.ask ?? 'snoozes',
    },
  };
}
