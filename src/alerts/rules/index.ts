import type { Rule } from '../rule.ts';
import { caBlock } from './ca-block.ts';
import { caPromptUnmet } from './ca-prompt-unmet.ts';

/** Every built-in rule, worst outcome first: a record is judged by the first that matches. */
export const builtInRules: readonly Rule[] = [caBlock, caPromptUnmet];
