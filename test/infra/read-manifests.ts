import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

/** One object of a Kubernetes manifest. */
export interface Manifest {
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  // biome-ignore lint/suspicious/noExplicitAny: tests look into objects of any kind
  readonly [field: string]: any;
}

/** Every object of a folder's manifests; throws where one is no YAML. */
export async function readManifests(folder: string): Promise<Manifest[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const read = await Promise.all(
    files.map(async (file) => {
      const documents = parseAllDocuments(await readFile(join(folder, file), 'utf8'));
      if (!Array.isArray(documents)) throw new Error(`${file} is empty`);
      return documents.map((document): Manifest => {
        if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0]?.message}`);
        return { file, ...document.toJS() };
      });
    }),
  );
  return read.flat();
}

/** The module of `kubernetes-types` that has a group's objects: `apps/v1`, `core/v1`, `networking/v1`. */
function moduleOf(apiVersion: string): string {
  const [group = '', version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['core', apiVersion];
  return `kubernetes-types/${group.replace(/\.k8s\.io$/, '')}/${version}`;
}

/** As TypeScript that compiles only where no field is unknown, missing or of another type. */
function asTypeScript({ file, ...object }: Manifest): string {
  return `import type { ${object.kind} } from '${moduleOf(object.apiVersion)}';
export const object: ${object.kind} = ${JSON.stringify(object, null, 1)};
`;
}

/** What is wrong with each object by Kubernetes' own API, which `kubernetes-types` is generated from. */
export function findFaults(manifests: readonly Manifest[]): string[] {
  const sources = new Map(
    manifests.map((manifest, at) => [
      join(process.cwd(), `manifest-${at}.ts`),
      asTypeScript(manifest),
    ]),
  );
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.readFile = (name) => sources.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = sources.get(name);
    return text === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
