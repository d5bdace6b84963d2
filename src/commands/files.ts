import { personSearch } from './searching/search-command.ts';

export const files = personSearch({
  kind: 'files',
  usualRange: 'last 24h',
  summary: 'Files that a person opened, downloaded, shared, moved or deleted',
  examples: ['files for alice', 'files for alice downloaded last 7d', 'files for alice deleted'],
});
