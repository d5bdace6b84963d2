import { mayDo } from '../domain/access.ts';
import type { Command } from './command.ts';
import type { CommandDeps } from './deps.ts';
import type { CommandRequest, Reply } from './request.ts';

/** Why this asker may not use a command, and who gives the right; undefined: she may. */
export function refused(
  command: Command,
  { level, levelProblem }: CommandRequest,
  deps: Pick<CommandDeps, 'holdersOf'>,
): Reply | undefined {
  if (command.access === 'anyone' || mayDo(level, command.access)) return undefined;
  return {
    card: 'refused',
    data: {
      sentence:
        level === 'none'
          ? `“${command.name}” is not for you yet: you hold no role that lets you ask.`
          : `“${command.name}” is for ${command.access}s; you are a ${level}.`,
      problem: levelProblem ?? '',
      needed: `It takes one of: ${deps.holdersOf(command.access)}. Whoever runs this bot can also name a group or you in its settings (ACCESS_${command.access.toUpperCase()}S). A role from Privileged Identity Management must be active.`,
    },
  };
}
