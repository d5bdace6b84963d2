import { isRecord } from '../record.ts';

/** JSON with keys in order, so that the same content reads the same. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  );
}

/** FNV-1a, 32 bits, hexadecimal. */
function hashOf(text: string, seed: number): string {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}

/** An id for a record that has none: the same for the same content, whatever the order of its keys. */
export function contentId(value: unknown): string {
  const text = JSON.stringify(inOrder(value)) ?? '';
  return `content-${hashOf(text, 2_166_136_261)}${hashOf(text, 3_735_928_559)}`;
}
