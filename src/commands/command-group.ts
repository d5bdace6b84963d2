import type { Command } from './command.ts';

/** What belongs together in help. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}
