import type { SignInType } from '../../domain/sign-in.ts';
import { many } from '../figures.ts';
import type { PolicySignIns } from './read-policy-sign-ins.ts';

/** What was read and what was not, so that a count is never taken for more than it is. */
export function coverageOf(
  { rows, pages, whole, covered, stopsWhole, policiesHidden }: PolicySignIns,
  types: readonly SignInType[],
): string {
  if (policiesHidden) {
    return 'Graph leaves out which policies applied: grant the app Policy.Read.ConditionalAccess or Policy.Read.All.';
  }
  const kinds = types.includes('servicePrincipal')
    ? 'of service principals'
    : 'interactive and non-interactive';
  const read = `Read: ${many(rows, 'sign-in record')}, ${kinds}.`;
  const late = 'Records arrive up to about 15 minutes late.';
  if (whole) return `${read} That is all of the range. ${late}`;
  const share = covered < 0.01 ? 'less than 1 %' : `about ${Math.round(covered * 100)} %`;
  const sample = `A sample: ${many(pages, 'page')} spread over the range hold ${share} of its time; there are more records than one answer can read.`;
  const stops = stopsWhole
    ? ' What it blocked or interrupted was read whole; a prompt whose completion was not read counts as not completed.'
    : '';
  return `${read} ${sample}${stops} A shorter range is read whole. ${late}`;
}
