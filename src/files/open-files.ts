import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../ports/clock.ts';
import type { ExportSpool } from '../ports/export-spool.ts';
import type { FileUpload } from '../ports/file-upload.ts';
import { createExportSpool } from './export-spool.ts';
import { createFileUpload } from './file-upload.ts';
import type { UploadHosts } from './upload-host.ts';

interface FilesOptions extends UploadHosts {
  /** Default: a folder of its own among the machine's temporary files. */
  readonly folder?: string;
  /** No file is kept longer. */
  readonly keepMs: number;
  readonly clock: Clock;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

/** Where files of exports lie, and the way they go from there. */
export function openFiles(options: FilesOptions): { spool: ExportSpool; upload: FileUpload } {
  const { folder = join(tmpdir(), 'teams-audit-bot'), keepMs, clock, sleep } = options;
  const { hosts, loopback } = options;
  const owner = { host: hostname(), processId: process.pid, isAlive };
  return {
    spool: createExportSpool({ folder, owner, clock, keepMs }),
    upload: createFileUpload({ hosts, loopback, fetch, sleep }),
  };
}
