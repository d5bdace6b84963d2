import { mayDo } from '../domain/access.ts';
import { words } from './argument.ts';
import { type Command, defineCommand } from './command.ts';
import { nearestName } from './nearest-name.ts';

const accessWords = {
  anyone: 'anyone in the tenant',
  reader: 'readers and up',
  operator: 'operators and up',
  admin: 'admins',
} as const;

function detailOf(command: Command) {
  return {
    name: command.name,
    summary: command.summary,
    access: accessWords[command.access],
    usages: Object.values(command.args).map((argument) => ({ text: argument.usage })),
    examples: command.examples.map((example) => ({ text: example, label: example, ask: example })),
  };
}

/** Help is printed from the commands' own definitions. */
export function createHelp(listCommands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'help',
    access: 'anyone',
    summary: 'What you may ask, with examples',
    examples: ['help', 'help signins'],
    args: { word: words('about', '<command>', true) },
    async run({ args, request }) {
      const commands = listCommands();
      const about = args.word?.toLowerCase();
      const named = commands.find((command) => command.name === about);
      if (named) return { card: 'help-command', data: detailOf(named) };
      const mine = commands.filter(
        ({ access }) => access === 'anyone' || mayDo(request.level, access),
      );
      const near =
        about &&
        nearestName(
          about,
          commands.map(({ name }) => name),
        );
      return {
        card: 'help',
        data: {
          problem: about
            ? `There is no command “${about}”.${near ? ` Did you mean “${near}”?` : ''}`
            : '',
          level:
            request.level === 'none'
              ? 'You have no level here yet: `whoami` says what is missing.'
              : '',
          commands: mine.map(({ name, summary, examples }) => ({
            name,
            summary,
            ask: `help ${name}`,
            example: examples[0],
          })),
          tries: mine
            .filter(({ access }) => access === 'reader')
            .slice(0, 1)
            .flatMap(({ examples }) =>
              examples.slice(0, 3).map((example) => ({ label: example, ask: example })),
            ),
        },
      };
    },
  });
}
