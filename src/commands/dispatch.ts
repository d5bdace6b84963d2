import { mayDo } from '../domain/access.ts';
import type { Command } from './command.ts';
import type { CommandDeps } from './deps.ts';
import { commands as everyCommand } from './index.ts';
import { nearestName } from './nearest-name.ts';
import { parse } from './parse.ts';
import { problemReply } from './problem-reply.ts';
import type { CommandRequest, Reply } from './request.ts';

export interface Dispatcher {
  answer(request: CommandRequest): Promise<Reply>;
}

const greetings = /^(hi|hello|hey|hallo|good (morning|day|evening)|moin|bonjour|ciao)\b[!. ]*$/i;

export function createDispatcher(
  deps: CommandDeps,
  commands: readonly Command[] = everyCommand,
): Dispatcher {
  const read = (line: string) => {
    const typed = line.trim();
    return parse(typed === '' || greetings.test(typed) ? 'help' : typed, commands);
  };

  function refused(command: Command, { level, levelProblem }: CommandRequest): Reply | undefined {
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

  function notUnderstood(word: string): Reply {
    const near = nearestName(
      word,
      commands.map(({ name }) => name),
    );
    const command = commands.find(({ name }) => name === near) ?? commands[0];
    const example = command?.examples[0] ?? 'help';
    const sentence = near
      ? `I don’t know “${word}”. Did you mean “${near}”?`
      : `I don’t know “${word}”. “help” lists what you may ask.`;
    return problemReply(sentence, example);
  }

  return {
    async answer(request) {
      const parsed = read(request.text);
      if (parsed.kind === 'unknown') return notUnderstood(parsed.word);
      const no = refused(parsed.command, request);
      if (no) return no;
      if (parsed.kind === 'problem') {
        return problemReply(parsed.problem, parsed.command.examples[0]);
      }
      return parsed.command.run({ args: parsed.args, request, deps });
    },
  };
}
