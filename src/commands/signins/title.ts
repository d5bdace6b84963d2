import { countryName } from '../../domain/country.ts';
import { quoted, startUpper } from '../../domain/sentence.ts';
import type { Question } from './question.ts';

function kindWords({ outcome, risky, client, typeWord }: Question): string {
  const type = typeWord === 'all' ? undefined : typeWord;
  const kinds = [risky && 'risky', outcome, client && `${client}-client`, type, 'sign-ins'];
  return startUpper(kinds.filter(Boolean).join(' '));
}

function policyWords({ policy, reportOnly }: Question): string {
  const name = policy && quoted(policy.name);
  if (reportOnly) {
    return `that ${name ? `${name}, report-only,` : 'report-only policies'} would have stopped or prompted`;
  }
  return name ? `under ${name}` : '';
}

/** The question in words, as the heading of its answer. */
export function titleOf(question: Question): string {
  const { person, app, ip, country } = question;
  return [
    kindWords(question),
    person ? `of ${person.name}` : 'of the tenant',
    app ? `to ${app}` : '',
    ip ? `from ${ip}` : '',
    country ? `from ${countryName(country)}` : '',
    policyWords(question),
  ]
    .filter(Boolean)
    .join(' ');
}
