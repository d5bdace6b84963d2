import type { NeededLevel } from '../domain/access.ts';
import type { Arguments, Values } from './argument.ts';
import type { CommandDeps } from './deps.ts';
import type { CommandRequest, Reply } from './request.ts';

/** Everything that one run of a command gets. */
export interface Call<A extends Arguments> {
  readonly args: Values<A>;
  readonly request: CommandRequest;
  readonly deps: CommandDeps;
}

interface Definition<A extends Arguments> {
  /** The words that begin it: `signins`, `alerts here`. */
  readonly name: string;
  readonly access: NeededLevel | 'anyone';
  /** One sentence for help. */
  readonly summary: string;
  /** Whole lines that work as they stand. */
  readonly examples: readonly [string, ...string[]];
  readonly args: A;
  run(call: Call<A>): Promise<Reply>;
}

/** A command whose arguments' types are known to itself alone. */
export type Command = Omit<Definition<Arguments>, 'run'> & {
  run(call: Call<Arguments>): Promise<Reply>;
};

export function defineCommand<A extends Arguments>(definition: Definition<A>): Command {
  return definition as unknown as Command;
}
