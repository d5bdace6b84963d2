/** Runs az with these arguments and gives what it wrote; rejects with what it complained of. */
export type Az = (args: readonly string[]) => Promise<string>;

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** An object of Graph, as far as is read here. */
export type Thing = Readonly<Record<string, unknown>> & { readonly id: string };

/** The tenant’s directory, as whoever is signed in to az. Paths stand below the version. */
export interface Directory {
  readonly dryRun: boolean;
  /** Every object of a list. */
  list(path: string): Promise<readonly Thing[]>;
  /** Says what it does and does it; in a dry run says what it would do, and gives nothing. */
  change(what: string, method: Method, path: string, body?: object): Promise<Thing | undefined>;
}

interface Parts {
  readonly az: Az;
  readonly graph: string;
  readonly dryRun: boolean;
  readonly say: (line: string) => void;
  readonly wait: (ms: number) => Promise<void>;
}

const tries = 7;
const betweenMs = 5_000;

/** What was made a moment ago is not known everywhere at once. */
const isNotThereYet = (thrown: unknown): boolean =>
  /Request_ResourceNotFound|does not reference a valid application|does not exist|NotFound/i.test(
    String(thrown),
  );

export function createDirectory({ az, graph, dryRun, say, wait }: Parts): Directory {
  const askOnce = async (method: Method, url: string, body?: object): Promise<unknown> => {
    const content =
      body === undefined
        ? []
        : ['--headers', 'Content-Type=application/json', '--body', JSON.stringify(body)];
    const asked = ['rest', '--method', method, '--url', url, '--output', 'json', ...content];
    const text = await az(asked);
    return text.trim() === '' ? undefined : JSON.parse(text);
  };
  const ask = async (method: Method, url: string, body?: object): Promise<unknown> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await askOnce(method, url, body);
      } catch (thrown) {
        if (method === 'delete' || attempt === tries || !isNotThereYet(thrown)) throw thrown;
        await wait(betweenMs);
      }
    }
  };
  const at = (path: string) => `${graph}/v1.0${path}`;

  return {
    dryRun,
    async list(path) {
      const things: Thing[] = [];
      let next: string | undefined = at(path);
      while (next !== undefined) {
        const page = (await ask('get', next)) as { value: Thing[]; '@odata.nextLink'?: string };
        things.push(...page.value);
        next = page['@odata.nextLink'];
      }
      return things;
    },
    async change(what, method, path, body) {
      say(`${dryRun ? 'would ' : ''}${what}`);
      return dryRun ? undefined : ((await ask(method, at(path), body)) as Thing | undefined);
    },
  };
}
