import { isRecord, type JsonRecord, recordsAt, textAt } from '../domain/record.ts';
import type { AdaptiveCard } from '../ports/chat.ts';
import { asSeen } from './escape.ts';

/** Reads out the card's date functions in UTC, and the rest as a person sees it. */
function readable(words: string): string {
  const dated = words
    .replace(/\{\{DATE\(([^,)]+)[^)]*\)\}\}/g, (_, iso: string) => iso.slice(0, 10))
    .replace(/\{\{TIME\(([^)]+)\)\}\}/g, (_, iso: string) => `${iso.slice(11, 16)} UTC`)
    // Cards say a time twice, in the reader's zone and in UTC.
    .replace(/(\d{4}-\d\d-\d\d \d\d:\d\d UTC) \(\1\)/g, '$1');
  return asSeen(dated);
}

function linesOf(element: unknown): string[] {
  if (!isRecord(element) || element.isVisible === false) return [];
  const kind = textAt(element, 'type') ?? '';
  if (kind.startsWith('Chart.') || kind === 'CodeBlock') return linesOf(element.fallback);
  if (kind === 'TextBlock') return [readable(textAt(element, 'text') ?? '')];
  if (kind === 'FactSet') return recordsAt(element, 'facts').map(factLine);
  if (kind === 'ColumnSet') return [columnsLine(element)];
  if (kind === 'ActionSet') return [buttonsLine(recordsAt(element, 'actions'))];
  return [...recordsAt(element, 'items').flatMap(linesOf), ...pressedLine(element)];
}

function factLine(fact: JsonRecord): string {
  return readable(`${textAt(fact, 'title') ?? ''}: ${textAt(fact, 'value') ?? ''}`);
}

function columnsLine(set: JsonRecord): string {
  return recordsAt(set, 'columns')
    .map((column) => recordsAt(column, 'items').flatMap(linesOf).join('\n'))
    .filter((words) => words !== '')
    .join('  ');
}

/** Titles of buttons; one that stands alone says what to type instead of pressing it. */
function buttonsLine(actions: readonly JsonRecord[]): string {
  const titles = actions.map((action) => `[${asSeen(textAt(action, 'title') ?? '')}]`);
  const [only, second] = actions;
  const ask = only && !second ? textAt(only, 'data.ask') : undefined;
  return [...titles, ...(ask === undefined ? [] : [`→ ${ask}`])].join(' ');
}

/** What to type for the same as a press on this part of the card. */
function pressedLine(element: JsonRecord): string[] {
  const ask = textAt(element, 'selectAction.data.ask');
  return ask === undefined ? [] : [`→ ${ask}`];
}

/** A card in plain text, as it is read from top to bottom: for terminals, notifications and old clients. */
export function toPlainText(card: AdaptiveCard): string {
  const body = recordsAt(card, 'body').flatMap(linesOf);
  const links = recordsAt(card, 'actions').flatMap((action) =>
    action.type === 'Action.OpenUrl'
      ? [`${textAt(action, 'title')}: ${textAt(action, 'url')}`]
      : [],
  );
  return [...body, ...links].filter((line) => line.trim() !== '').join('\n');
}
