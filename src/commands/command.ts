import type { NeededLevel } from '../domain/access.ts';
import type { Audience } from '../ports/chat.ts';
import type { Arguments, Values } from './argument.ts';
import type { CommandDeps } from './deps.ts';
import type { CommandRequest, Reply, Sought } from './request.ts';

/** Everything that one run of a command gets. */
export interface Call<A extends Arguments> {
  readonly args: Values<A>;
  readonly request: CommandRequest;
  readonly deps: CommandDeps;
  /** Answers another line as if the asker had typed it, her rights checked again. */
  readonly answer: (line: string) => Promise<Reply>;
}

/** The rows of an answer, for a file. */
export interface Table {
  /** Beginning of the file's name: `signins-alice`. */
  readonly name: string;
  /** The question in words, without ids: “Sign-ins of Alice Hansen, last 7 days”. */
  readonly about?: string;
  readonly columns: readonly string[];
  /** Page by page, read while they are asked for; each row has a cell for each column. Dates are ISO, UTC. */
  readonly pages: AsyncIterable<readonly (readonly string[])[]>;
}

interface Definition<A extends Arguments> {
  /** The words that begin it: `signins`, `alerts here`. */
  readonly name: string;
  readonly access: NeededLevel | 'anyone';
  /** `everybody`: its answer is about no person. Absent: where others read too, the answer is for the asker alone. */
  readonly audience?: Extract<Audience, 'everybody'>;
  /** One sentence for help. */
  readonly summary: string;
  /** Whole lines that work as they stand. */
  readonly examples: readonly [string, ...string[]];
  readonly args: A;
  run(call: Call<A>): Promise<Reply>;
  /** Who may ask it all the same below its level, by what she asks. */
  mayStill?(call: Pick<Call<A>, 'args' | 'request' | 'deps'>): boolean;
  /** All rows of the answer, beyond what its card shows; absent: there is nothing to export. A reply says why not. */
  table?(call: Call<A>): Promise<Table | Reply>;
  /** For a search in the compose box, where that is more than the answer itself, or less and quicker. */
  search?(call: Call<A>): Promise<Sought>;
}

/** A command whose arguments' types are known to itself alone. */
export type Command = Omit<Definition<Arguments>, 'run' | 'mayStill' | 'table' | 'search'> & {
  run(call: Call<Arguments>): Promise<Reply>;
  mayStill?(call: Pick<Call<Arguments>, 'args' | 'request' | 'deps'>): boolean;
  table?(call: Call<Arguments>): Promise<Table | Reply>;
  search?(call: Call<Arguments>): Promise<Sought>;
};

export function defineCommand<A extends Arguments>(definition: Definition<A>): Command {
  return definition as unknown as Command;
}
