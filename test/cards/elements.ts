import { isRecord, type JsonRecord } from '../../src/domain/record.ts';

/** Every object in a card that has a type, from the outside in; the data that buttons send is none of the card. */
export function elementsOf(value: unknown): JsonRecord[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (!isRecord(value)) return [];
  const own = typeof value.type === 'string' ? [value] : [];
  const inner = Object.entries(value).filter(([key]) => key !== 'data');
  return [...own, ...inner.flatMap(([, part]) => elementsOf(part))];
}

/** What a card shows as Markdown. */
export function markdownOf(card: unknown): string[] {
  return elementsOf(card).flatMap((element) => {
    const facts: readonly unknown[] = Array.isArray(element.facts) ? element.facts : [];
    const shown = element.type === 'TextBlock' ? [element.text] : [];
    const inFacts = facts.filter(isRecord).flatMap(({ title, value }) => [title, value]);
    return [...shown, ...inFacts].map(String);
  });
}
