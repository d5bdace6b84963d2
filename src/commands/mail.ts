import { personSearch } from './searching/search-command.ts';

export const mail = personSearch({
  kind: 'mail',
  usualRange: 'last 24h',
  summary:
    'What was done in a person’s mailbox, and by that person in any: read, sent, moved, deleted',
  examples: ['mail for alice', 'mail for alice rules last 30d', 'mail for alice ip 203.0.113.7'],
});
