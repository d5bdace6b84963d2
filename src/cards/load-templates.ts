import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every `<name>.json` of the folder, by name. */
export async function loadTemplates(folder: string): Promise<Map<string, object>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const entries = files.map(
    async (file) =>
      [
        file.slice(0, -'.json'.length),
        JSON.parse(await readFile(join(folder, file), 'utf8')) as object,
      ] as const,
  );
  return new Map(await Promise.all(entries));
}
