import type { Case } from './case.ts';
import type { Seen } from './look.ts';

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const beforePeople = 'user|for|by|on|at|signins|audits|activity|files|mail|travel|snooze';
const people = new RegExp(`\\b(?:${beforePeople}) "?(${guid})\\b`, 'gi');
const policies = new RegExp(`\\b(?:policy|would-block) "?(${guid})\\b`, 'gi');
const records = /^(?:signin|audit(?! (?:status|enable|mailboxes|changes|undo)\b)|record) (\S.*)$/i;

const all = (line: string, pattern: RegExp): string[] =>
  [...line.matchAll(pattern)].map(([, id = '']) => id);

/** Whom and what a line is about, by the ids that it names: how the bot's own lines name them. */
export function subjectsOf(line: string): Required<Pick<Seen, 'people' | 'policies' | 'records'>> {
  const [, record] = records.exec(line) ?? [];
  return {
    people: all(line, people),
    policies: all(line, policies),
    records: record === undefined ? [] : [record],
  };
}

/** Whom and what a case is about; one of many people names none of them. */
export function aboutCase(id: string, found: Pick<Case, 'user' | 'policy'> | undefined): Seen {
  return {
    people: [found?.user.id ?? []].flat(),
    policies: [found?.policy?.id ?? []].flat(),
    records: [id],
  };
}
