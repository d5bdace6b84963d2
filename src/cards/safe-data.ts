import { isRecord } from '../domain/record.ts';
import { harmless, harmlessLabel } from './escape.ts';

/** Never shown as text: ids, links, times and the questions that buttons ask. */
const untouched =
  /(Id|Url|At|Ask|Until|Color|Style|Action)$|^(id|url|at|ask|until|tab|color|style|back)$/;
/** Lines to copy: for places without Markdown, and never cut so short that half a command is left. */
const code = /Code$/;
const label = /Label$|^label$|^legend$/;
const longestLabel = 80;
/** What was read and what was not: said whole, or an answer would claim more than it knows. */
const coverage = /^notes$/;
const longestCoverage = 800;
const longestCode = 1000;

/** Stands between `$` and `{` of a question somebody typed, so that it is told from a binding left over. */
const mask = '\ue000';

function masked(data: unknown): unknown {
  if (typeof data === 'string') return data.replaceAll('${', `$${mask}{`);
  if (Array.isArray(data)) return data.map(masked);
  if (!isRecord(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, masked(value)]));
}

/** JSON text with what typed questions held put back. */
export function unmask(json: string): string {
  return json.replaceAll(mask, '');
}

/**
 * Data as it may be bound to a template: every text is made harmless and cut to `most` characters, so that
 * no view can forget it. What a key says decides: `…Id`, `…Url`, `…At`, `…Ask` and the like pass as they
 * are, `…Label` is for places without Markdown, all else is for places with it.
 */
export function safeData(data: unknown, most: number, key = ''): unknown {
  if (untouched.test(key)) return masked(data);
  if (typeof data === 'string') {
    if (label.test(key)) return harmlessLabel(data, Math.min(most, longestLabel));
    if (code.test(key)) return harmlessLabel(data, longestCode);
    return harmless(data, coverage.test(key) ? longestCoverage : most);
  }
  if (Array.isArray(data)) return data.map((item) => safeData(item, most, key));
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, safeData(value, most, name)]),
  );
}
