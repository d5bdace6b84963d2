import { isRecord } from '../domain/record.ts';
import { harmless, harmlessLabel } from './escape.ts';

/** Never shown as text: ids, links, times and the questions that buttons ask. */
const untouched =
  /(Id|Url|At|Ask|Until|Color|Style)$|^(id|url|at|ask|until|tab|color|style|action|back)$/;
const label = /Label$|^label$|^legend$/;

/**
 * Data as it may be bound to a template: every text is made harmless, so that no view can forget it.
 * What a key says decides: `…Id`, `…Url`, `…At`, `…Ask` and the like pass as they are, `…Label` is
 * for places without Markdown, all else is for places with it.
 */
export function safeData(data: unknown, key = ''): unknown {
  if (untouched.test(key)) return data;
  if (typeof data === 'string') return label.test(key) ? harmlessLabel(data) : harmless(data);
  if (Array.isArray(data)) return data.map((item) => safeData(item, key));
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, safeData(value, name)]),
  );
}
