import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ExportSpool } from '../ports/export-spool.ts';

/** Whose files are whose, where several bots share a folder. */
export interface SpoolOwner {
  readonly host: string;
  readonly processId: number;
  /** Whether a process of this machine still runs. */
  readonly isAlive: (processId: number) => boolean;
}

interface SpoolOptions {
  readonly folder: string;
  readonly owner: SpoolOwner;
  readonly clock: Clock;
  /** Nothing is kept longer, whoever wrote it. */
  readonly keepMs: number;
}

const ownerOnly = { folder: 0o700, file: 0o600 };
const idShape = /^[\w-]{1,64}$/;
const nameShape = /^(.+)\.(\d+)\.([\w-]+)\.csv$/;

function spoolError(folder: string, cause: unknown): AppError {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  return new AppError('store-failed', 'The file of the export could not be kept.', {
    hint: `Whoever runs the bot: check that ${folder} (EXPORT_DIR) can be written and has room (${why}).`,
    cause,
  });
}

/** A folder that this machine's other users cannot look into, one file an export. */
export function createExportSpool({ folder, owner, clock, keepMs }: SpoolOptions): ExportSpool {
  const host = owner.host.replaceAll(/[^\w-]/g, '_') || 'host';
  const mine = new Set<string>();
  const pathOf = (id: string) => {
    if (!idShape.test(id)) throw new AppError('unknown', 'This export has no file.');
    return join(folder, `${host}.${owner.processId}.${id}.csv`);
  };
  const tried = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((thrown: unknown) => {
      throw spoolError(folder, thrown);
    });

  async function isLeftOver(name: string): Promise<boolean> {
    const [, writtenOn, processId, fileId] = nameShape.exec(name) ?? [];
    if (writtenOn === undefined || fileId === undefined) return false;
    const id = Number(processId);
    // A process of this number that ran before may have left files as well.
    const isLive = id === owner.processId ? mine.has(fileId) : owner.isAlive(id);
    if (writtenOn === host && !isLive) return true;
    const known = await stat(join(folder, name)).catch(() => undefined);
    return known !== undefined && clock.now().getTime() - known.mtimeMs > keepMs;
  }

  async function begin(id: string): Promise<FileHandle> {
    await mkdir(folder, { recursive: true, mode: ownerOnly.folder });
    // `wx`: in a shared folder for temporary files nobody can lay a link where the file will be.
    return open(pathOf(id), 'wx', ownerOnly.file);
  }

  return {
    async open(id) {
      const handle = await tried(begin(id));
      mine.add(id);
      let bytes = 0;
      return {
        async write(text) {
          const written = Buffer.from(text, 'utf8');
          await tried(handle.writeFile(written));
          bytes += written.length;
        },
        async close() {
          await tried(handle.close());
          return bytes;
        },
      };
    },
    async read(id, start, length) {
      const handle = await tried(open(pathOf(id), 'r'));
      try {
        const { buffer, bytesRead } = await tried(
          handle.read(new Uint8Array(length), 0, length, start),
        );
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    async remove(id) {
      await tried(rm(pathOf(id), { force: true }));
      mine.delete(id);
    },
    async sweep() {
      const names = await readdir(folder).catch(() => []);
      for (const name of names) {
        if (await isLeftOver(name)) await tried(rm(join(folder, name), { force: true }));
      }
    },
  };
}
