/** Variables that hold secrets; each may be given as `<name>_FILE`, as Docker and Kubernetes mount secrets. */
export const secretNames = ['MicrosoftAppPassword', 'AZURE_CLIENT_SECRET', 'DATABASE_URL'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The text of a file; throws when it cannot be read. */
export type ReadFile = (path: string) => string;

function codeOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unreadable';
  return code === 'ENOENT' ? 'there is no such file' : `it can’t be read (${code})`;
}

/** What stands in a file, or why it is of no use; never any of its text. */
export function readSetting(
  name: string,
  path: string,
  readFile: ReadFile,
): { readonly value: string } | { readonly problem: string } {
  try {
    const value = readFile(path).trim();
    return value === '' ? { problem: `${name}: ${path} is empty.` } : { value };
  } catch (thrown) {
    return { problem: `${name}: ${path}: ${codeOf(thrown)}.` };
  }
}

/** The settings with each secret that was given as a file; the files are read once. */
export function readSecrets(
  given: Environment,
  readFile: ReadFile,
): { readonly env: Environment; readonly problems: readonly string[] } {
  const read: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of secretNames) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined) {
      problems.push(`${name} and ${name}_FILE are both set: keep one.`);
      continue;
    }
    const found = readSetting(`${name}_FILE`, path, readFile);
    if ('value' in found) read[name] = found.value;
    else problems.push(found.problem);
  }
  return { env: { ...given, ...read }, problems };
}

function passwordIn(address: string): string[] {
  const password = /^\w+:\/\/[^\s/@]*?:(.*)@/.exec(address)?.[1] ?? '';
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

/** The secrets that a bot was started with, so that its log can hide them by their very text. */
export function secretsIn(config: {
  readonly bot: { readonly appPassword?: string };
  readonly graph: { readonly clientSecret?: string };
  readonly databaseUrl: string;
}): string[] {
  const given = [config.bot.appPassword, config.graph.clientSecret];
  return [...given.filter((one) => one !== undefined), ...passwordIn(config.databaseUrl)];
}
