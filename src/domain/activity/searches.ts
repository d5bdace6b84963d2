import type { ActivityRecord } from '../activity-record.ts';
import { textAt } from '../record.ts';
import { quoted } from '../sentence.ts';
import { type Deed, detail } from './described.ts';
import { siteAndPath } from './site-path.ts';

const searchOperation = /^(searchquery(initiated|performed).*|search(viewed)?)$/i;

/** The words are under several names, by service and age of the record. */
const queryKeys = ['QueryText', 'SearchQueryText', 'QueryString', 'Query', 'SearchQuery'];

/** What somebody searched for; undefined for operations of another kind. */
export function describeSearch(record: ActivityRecord): Deed | undefined {
  if (!searchOperation.test(record.operation)) return undefined;
  const { data } = record;
  const query =
    queryKeys.map((key) => textAt(data, key)).find((words) => words !== undefined) ??
    /<QueryText>([^<]*)</i.exec(textAt(data, 'EventData') ?? '')?.[1];
  const isMail = /exchange/i.test(`${record.operation} ${record.service ?? ''}`);
  const place = isMail ? 'mail' : 'files and sites';
  return {
    icon: '🔍',
    sentence:
      query === undefined
        ? `Searched in ${place}, for words that the record does not hold`
        : `Searched in ${place} for ${quoted(query)}`,
    done: 'searched',
    kind: isMail ? 'mail' : 'files',
    where: isMail ? textAt(data, 'MailboxOwnerUPN') : siteAndPath(record),
    details: [
      ...detail('Query', query),
      ...detail('In', textAt(data, 'QuerySource') ?? textAt(data, 'ScenarioName')),
    ],
    important: false,
  };
}
