import { describeRules } from '../../src/alerts/describe-rules.ts';
import { builtInRules } from '../../src/alerts/rules/index.ts';
import type { RefusedRules, WatchedRules } from '../../src/ports/watched-rules.ts';
import { problemLine, readRulesText } from '../../src/rules.ts';

interface File {
  readonly text: string;
  readonly readAt: Date;
  readonly refused?: RefusedRules;
}

/** What is told of the rules of such a file, or of none. */
export function watchedBy(file?: File): WatchedRules {
  const read = readRulesText(file?.text ?? '');
  if (!read.ok) throw new Error(read.problems.map(problemLine).join(' '));
  return describeRules(builtInRules, {
    current: () => read,
    fileReadAt: () => file?.readAt,
    refused: () => file?.refused,
  });
}
