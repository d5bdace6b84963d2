import type { CommandDeps } from './commands/deps.ts';
import { createDispatcher, type Dispatcher } from './commands/dispatch.ts';
import { createDelegation, type DelegationParts } from './delegation.ts';
import type { Graph } from './graph/connect.ts';

export interface DispatcherParts extends Pick<DelegationParts, 'tokens' | 'clock'> {
  readonly graph: Graph;
  readonly depsOver: (graph: Graph) => CommandDeps;
  /** Whether people look up with their own rights. */
  readonly isDelegated: boolean;
}

/** Who answers what people ask, and who answers when nobody waits: always with the bot's own rights. */
export function createDispatchers(parts: DispatcherParts): {
  readonly dispatcher: Dispatcher;
  readonly appOnly: Dispatcher;
} {
  const { graph, depsOver, isDelegated, ...rest } = parts;
  const appOnly = createDispatcher(depsOver(graph));
  if (!isDelegated) return { dispatcher: appOnly, appOnly };
  const signOut: CommandDeps['signOut'] = (asker) => dispatcher.signOut(asker);
  const dispatcher = createDelegation({
    ...rest,
    appOnly,
    asPerson: (credential) =>
      createDispatcher({ ...depsOver(graph.asPerson(credential)), signOut }),
  });
  return { dispatcher, appOnly };
}
