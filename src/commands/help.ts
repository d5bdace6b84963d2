import { mayDo } from '../domain/access.ts';
import { nearestName } from '../domain/nearest-name.ts';
import { words } from './argument.ts';
import { type Command, defineCommand } from './command.ts';
import type { CommandGroup } from './command-group.ts';
import type { CommandDeps } from './deps.ts';
import type { CommandRequest, Reply } from './request.ts';

const accessWords = {
  anyone: 'anyone in the tenant',
  reader: 'readers and up',
  operator: 'operators and up',
  admin: 'admins',
} as const;

function detailOf(command: Command, composeUrl: CommandDeps['composeUrl']): Reply {
  return {
    card: 'help-command',
    data: {
      name: command.name,
      summary: command.summary,
      access: accessWords[command.access],
      usages: Object.values(command.args).map((argument) => ({ text: argument.usage })),
      examples: command.examples.map((example) => ({
        text: example,
        label: example,
        ask: example,
        composeUrl: composeUrl(example),
      })),
    },
  };
}

function groupReply({ title, commands }: CommandGroup): Reply {
  return {
    card: 'help-group',
    data: {
      title,
      commands: commands.map(({ name, summary, examples: [example] }) => ({
        name,
        summary,
        ask: `help ${name}`,
        example,
      })),
    },
  };
}

/** Help is printed from the commands' own definitions. */
export function createHelp(listGroups: () => readonly CommandGroup[]): Command {
  function problemOf(about: string | undefined): string {
    if (!about) return '';
    const near = nearestName(
      about,
      listGroups().flatMap(({ commands }) => commands.map(({ name }) => name)),
    );
    return `There is no command “${about}”.${near ? ` Did you mean “${near}”?` : ''}`;
  }

  /** What the asker may do. */
  function groupsFor({ level }: CommandRequest): CommandGroup[] {
    const isMine = ({ access }: Command) => access === 'anyone' || mayDo(level, access);
    return listGroups()
      .map(({ title, commands }) => ({ title, commands: commands.filter(isMine) }))
      .filter(({ commands }) => commands.length > 0);
  }

  /** What somebody without a level may do, and who can give her one. */
  function withoutLevel(
    { levelProblem }: CommandRequest,
    { holdersOf }: Pick<CommandDeps, 'holdersOf'>,
  ): string {
    const why = levelProblem ?? `A reader is whoever holds one of: ${holdersOf('reader')}.`;
    return `You have no level here yet, and may ask “whoami” and “help” alone. ${why} Ask whoever runs this bot, or your Entra administrator.`;
  }

  function overview(problem: string, request: CommandRequest, deps: CommandDeps): Reply {
    const { level } = request;
    const groups = groupsFor(request);
    return {
      card: 'help',
      data: {
        problem,
        level: level === 'none' ? withoutLevel(request, deps) : '',
        groups: groups.map(({ title, commands }) => ({
          title,
          ask: `help ${title.toLowerCase()}`,
          commands: commands.map(({ name, summary }) => ({ name, summary })),
        })),
        tries:
          level === 'none'
            ? []
            : ['signins for alice', 'signins blocked last 24h', 'alerts'].map((line) => ({
                label: line,
                ask: line,
              })),
      },
    };
  }

  return defineCommand({
    name: 'help',
    access: 'anyone',
    audience: 'everybody',
    summary: 'What you may ask, with examples',
    examples: ['help', 'help signins'],
    args: { word: words('about', '<command>', true) },
    async run({ args, request, deps }) {
      const about = args.word?.toLowerCase();
      const named = listGroups()
        .flatMap(({ commands }) => commands)
        .find((command) => command.name === about);
      if (named) return detailOf(named, deps.composeUrl);
      const group = groupsFor(request).find(({ title }) => title.toLowerCase() === about);
      return group ? groupReply(group) : overview(problemOf(about), request, deps);
    },
  });
}
