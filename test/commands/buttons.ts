import { asSeen } from '../../src/cards/escape.ts';
import { isRecord, type JsonRecord, textAt } from '../../src/domain/record.ts';

/** Something to press: a button, or a line or choice by the words it shows. */
export interface Button {
  readonly title: string;
  readonly data: JsonRecord;
}

const isRecordList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function wordsIn(value: unknown): string {
  if (isRecordList(value)) return value.map(wordsIn).filter(Boolean).join(' ');
  if (!isRecord(value)) return '';
  const own = value.type === 'TextBlock' ? asSeen(textAt(value, 'text') ?? '') : '';
  return [own, wordsIn(value.items), wordsIn(value.columns)].filter(Boolean).join(' ');
}

function pressable(action: unknown, title: string): Button[] {
  return isRecord(action) && action.type === 'Action.Execute' && isRecord(action.data)
    ? [{ title, data: action.data }]
    : [];
}

/** Everything in a card that can be pressed, from top to bottom; also what opens below a button. */
export function buttonsOf(value: unknown): Button[] {
  if (isRecordList(value)) return value.flatMap(buttonsOf);
  if (!isRecord(value)) return [];
  const own = pressable(value, textAt(value, 'title') ?? '');
  const line = pressable(value.selectAction, wordsIn(value));
  const below = ['body', 'items', 'columns', 'actions', 'card'].flatMap((key) =>
    buttonsOf(value[key]),
  );
  return [...own, ...line, ...below];
}
