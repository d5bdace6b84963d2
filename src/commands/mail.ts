import { personSearch } from './searching/search-command.ts';

export const mail = personSearch({
  kind: 'mail',
  usualRange: 'last 24h',
  summary: 'What a person did in mailboxes: read, sent, moved, deleted, rules',
  examples: ['mail for alice', 'mail for alice rules last 30d', 'mail for alice ip 203.0.113.7'],
});
