import { isRecord, type JsonRecord, recordsAt, text, textAt } from '../domain/record.ts';
import type { AdaptiveCard } from '../ports/chat.ts';

/** Undoes what `harmless` did for Markdown, and reads out the card's date functions in UTC. */
function readable(words: string): string {
  return words
    .replace(/\{\{DATE\(([^,)]+)[^)]*\)\}\}/g, (_, iso: string) => iso.slice(0, 10))
    .replace(/\{\{TIME\(([^)]+)\)\}\}/g, (_, iso: string) => `${iso.slice(11, 16)} UTC`)
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\u200b/g, '');
}

function linesOf(element: unknown): string[] {
  if (!isRecord(element) || element.isVisible === false) return [];
  const kind = textAt(element, 'type') ?? '';
  if (kind.startsWith('Chart.')) return linesOf(element.fallback);
  if (kind === 'TextBlock' || kind === 'Badge') return [readable(textAt(element, 'text') ?? '')];
  if (kind === 'FactSet') return recordsAt(element, 'facts').map(factLine);
  if (kind === 'ColumnSet') return [columnsLine(element)];
  if (kind === 'RichTextBlock') {
    const runs = recordsAt(element, 'inlines').map((run) => textAt(run, 'text') ?? '');
    return [readable(runs.join(''))];
  }
  return recordsAt(element, 'items').flatMap(linesOf);
}

function factLine(fact: JsonRecord): string {
  return readable(`${text(fact.title) ?? ''}: ${text(fact.value) ?? ''}`);
}

function columnsLine(set: JsonRecord): string {
  return recordsAt(set, 'columns')
    .map((column) => recordsAt(column, 'items').flatMap(linesOf).join('\n'))
    .filter((words) => words !== '')
    .join('  ');
}

/** A card in plain text, as it is read from top to bottom: for terminals and old clients. */
export function toPlainText(card: AdaptiveCard): string {
  const body = recordsAt(card, 'body').flatMap(linesOf);
  const links = recordsAt(card, 'actions').flatMap((action) =>
    action.type === 'Action.OpenUrl'
      ? [`${textAt(action, 'title')}: ${textAt(action, 'url')}`]
      : [],
  );
  return [...body, ...links].filter((line) => line.trim() !== '').join('\n');
}
