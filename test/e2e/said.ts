import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '../leaks/find-leaks.ts';

/** All that a run brings forth is kept here until it was searched. */
const saidFolder = 'artifacts/e2e/said';
const runVariable = 'E2E_RUN';

/** Begins a run: forgets what the last one said, and makes up what this one must not say. */
export function beginRun(): void {
  rmSync(saidFolder, { recursive: true, force: true });
  process.env[runVariable] = randomUUID();
}

/** Settings of the bot that hold secrets; nothing else in the run does. */
export function secretsOfRun() {
  const run = process.env[runVariable] ?? '';
  return {
    MicrosoftAppPassword: `bot~${run}`,
    AZURE_CLIENT_SECRET: `graph~${run}`,
  };
}

/** A file of its own in the folder of what was said. */
export function saidFile(name: string): string {
  mkdirSync(saidFolder, { recursive: true });
  return join(saidFolder, `${randomUUID().slice(0, 8)}-${name}`);
}

/** Keeps what reached a chat client, or what it showed. */
export function keepHeard(text: string): void {
  mkdirSync(saidFolder, { recursive: true });
  appendFileSync(join(saidFolder, `heard-${process.pid}.txt`), `${text}\n`);
}

/** Keeps what a bot tells of itself over HTTP, and each file it has written into its folder. */
export async function keepSaid(botUrl: string, folder: string): Promise<void> {
  for (const path of ['metrics', 'readyz', 'healthz', 'nowhere']) {
    // A bot that was killed in the test says nothing any more.
    const answer = await fetch(`${botUrl}/${path}`).catch(() => undefined);
    if (answer) await writeFile(saidFile(`${path}.txt`), await answer.text());
  }
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) await copyFile(path, saidFile(name));
  }
}

/** Everything that was kept. */
export async function readSaid(): Promise<Output[]> {
  const names = await readdir(saidFolder).catch(() => []);
  return Promise.all(
    names.map(async (where) => ({
      where,
      text: await readFile(join(saidFolder, where), 'latin1'),
    })),
  );
}
