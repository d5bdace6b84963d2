import { parseArgs } from 'node:util';

/** Who may sit at the chat client: keys of `--as`. */
export const seats = ['adele', 'oskar', 'rita', 'tim', 'alice', 'maria'] as const;
export type Seat = (typeof seats)[number];

/** What the demo was asked to do. */
export interface DemoOptions {
  readonly botPort: number;
  readonly tenantPort: number;
  readonly chatPort: number;
  /** False with `--no-chat`: tenant and bot only. */
  readonly withChat: boolean;
  /** Where the bot's database is kept; undefined for a fresh folder, removed at the end. */
  readonly dataFolder: string | undefined;
  readonly seed: number;
  readonly seat: Seat;
}

export type OptionsResult =
  | { readonly kind: 'run'; readonly options: DemoOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'problems'; readonly problems: string[] };

const help = `npm run demo -- [options]

  --bot-port <port>     the bot (3978)
  --tenant-port <port>  the simulated tenant (3979)
  --chat-port <port>    the chat client (56150)
  --as <name>           who you are in the chat: ${seats.join(', ')} (adele; tim has no role)
  --seed <number>       another seed, another tenant (1)
  --data <folder>       keep the bot's database there (else a fresh one, removed at the end)
  --no-chat             start tenant and bot only
`;

const portFlags = ['bot-port', 'tenant-port', 'chat-port'] as const;

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      'bot-port': { type: 'string', default: '3978' },
      'tenant-port': { type: 'string', default: '3979' },
      'chat-port': { type: 'string', default: '56150' },
      as: { type: 'string', default: 'adele' },
      seed: { type: 'string', default: '1' },
      data: { type: 'string' },
      chat: { type: 'boolean', default: true },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}

type Values = ReturnType<typeof parse>;

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function problemsOf(values: Values): string[] {
  const problems = portFlags
    .filter((flag) => !isPort(values[flag]))
    .map((flag) => `--${flag} ${values[flag]} is no port: give a number from 1 to 65535.`);
  const ports = portFlags.map((flag) => values[flag]);
  if (new Set(ports).size < ports.length) {
    problems.push('--bot-port, --tenant-port and --chat-port must be three different ports.');
  }
  if (!/^\d{1,9}$/.test(values.seed)) {
    problems.push(`--seed ${values.seed} is no seed: give a whole number.`);
  }
  if (!seats.some((seat) => seat === values.as)) {
    problems.push(`--as ${values.as} sits not in the chat: choose one of ${seats.join(', ')}.`);
  }
  return problems;
}

/** Reads the demo's command line; every problem is told, each with what to write. */
export function readOptions(args: readonly string[]): OptionsResult {
  let values: Values;
  try {
    values = parse(args);
  } catch (thrown) {
    return { kind: 'problems', problems: [(thrown as Error).message, help] };
  }
  if (values.help) return { kind: 'help', text: help };
  const problems = problemsOf(values);
  if (problems.length > 0) return { kind: 'problems', problems };
  return {
    kind: 'run',
    options: {
      botPort: Number(values['bot-port']),
      tenantPort: Number(values['tenant-port']),
      chatPort: Number(values['chat-port']),
      withChat: values.chat,
      dataFolder: values.data,
      seed: Number(values.seed),
      seat: seats.find((seat) => seat === values.as) ?? 'adele',
    },
  };
}
