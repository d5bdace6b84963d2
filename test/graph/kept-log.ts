import type { Log } from '../../src/ports/log.ts';

interface Line {
  readonly level: keyof Log;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A log whose lines a test can look at. */
export function createKeptLog(): { readonly log: Log; readonly lines: readonly Line[] } {
  const lines: Line[] = [];
  const write = (level: keyof Log) => (fields: Line['fields'], message: string) => {
    lines.push({ level, fields, message });
  };
  return {
    lines,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
  };
}
