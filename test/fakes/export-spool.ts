import type { ExportSpool } from '../../src/ports/export-spool.ts';

/** A spool in memory. */
export function createFakeExportSpool(): ExportSpool & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const bytesOf = (id: string) => new TextEncoder().encode(kept.get(id) ?? '');
  return {
    kept,
    async open(id) {
      kept.set(id, '');
      return {
        async write(text) {
          if (kept.has(id)) kept.set(id, kept.get(id) + text);
        },
        close: async () => bytesOf(id).length,
      };
    },
    read: async (id, start, length) => bytesOf(id).subarray(start, start + length),
    async remove(id) {
      kept.delete(id);
    },
    sweep: async () => {},
  };
}
