import { personSearch } from './searching/search-command.ts';

export const activity = personSearch({
  kind: 'activity',
  usualRange: 'last 24h',
  summary: 'What a person did anywhere in Microsoft 365, from the unified audit log',
  examples: [
    'activity for alice',
    'activity for alice shared last 7d',
    'activity for alice from 2026-11-01 to 2026-11-03',
  ],
});
