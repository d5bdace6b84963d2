import type { ActivityRecord } from '../activity-record.ts';
import { recordsAt, text, textAt } from '../record.ts';
import { parsedJson } from './parsed-json.ts';

/** One property before and after, in words. */
export interface Change {
  readonly property: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** `["x"]`, `[true]`, `"x"` as what they hold; longer JSON stays JSON on one line. */
function plain(value: unknown): string | undefined {
  const parsed = parsedJson(value);
  if (parsed === undefined) return text(value)?.replace(/^"(.*)"$/, '$1');
  if (Array.isArray(parsed) && parsed.length === 0) return undefined;
  const isShort = Array.isArray(parsed) && parsed.every((item) => typeof item !== 'object');
  return isShort ? parsed.map(String).join(', ') : JSON.stringify(parsed);
}

/** `ModifiedProperties` of a record about identities or Teams. */
export function changesOf({ data }: ActivityRecord): readonly Change[] {
  return recordsAt(data, 'ModifiedProperties').flatMap((change) => {
    const property = textAt(change, 'Name');
    if (property === undefined) return [];
    return [{ property, before: plain(change.OldValue), after: plain(change.NewValue) }];
  });
}

/** What a property is now, or was. */
export function changedTo(changes: readonly Change[], property: string): string | undefined {
  const change = changes.find((one) => one.property === property);
  return change?.after ?? change?.before;
}

const longestValue = 160;

function cut(words: string): string {
  return words.length <= longestValue ? words : `${words.slice(0, longestValue)}…`;
}

/** “Member → Guest”; a value that was not there before stands alone. */
export function changeWords({ before, after }: Change): string {
  const [from, to] = [before, after].map((value) => (value === undefined ? undefined : cut(value)));
  if (from === undefined) return to ?? 'changed';
  return `${from} → ${to ?? 'nothing'}`;
}
