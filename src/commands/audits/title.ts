import { categoryWords } from '../../domain/audit-words/categories.ts';
import { quoted } from '../../domain/sentence.ts';
import type { AuditQuestion } from './question.ts';

/** “Failed directory audits by Bob on Sales, category Group management”. */
export function titleOf(question: AuditQuestion): string {
  const { person, by, on, category, activity, correlationId, failed } = question;
  const isTenant = ![person, by, on, correlationId].some(Boolean);
  const whose = [
    failed ? 'Failed directory audits' : 'Directory audits',
    person && `for ${person.name}`,
    by && `by ${by.name}`,
    on && `on ${on.id === undefined ? quoted(`${on.name}…`) : on.name}`,
    correlationId && 'of one operation',
    isTenant && 'of the tenant',
  ];
  return [
    whose.filter(Boolean).join(' '),
    category && `category ${categoryWords(category)}`,
    activity && `activity ${quoted(`${activity}…`)}`,
  ]
    .filter(Boolean)
    .join(', ');
}
