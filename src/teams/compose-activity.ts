import { at, isRecord, type JsonRecord, recordsAt, text, textAt } from '../domain/record.ts';
import {
  type ComposeIn,
  type LinkIn,
  type SearchName,
  searchNames,
  type UnsupportedIn,
} from '../ports/chat.ts';

type Incoming = Omit<LinkIn, 'kind' | 'url'>;

/** As long as a message may be. */
const mostLetters = 2_000;
/** What Teams asks for at once. */
const usualCount = 25;
const mostSkipped = 1_000;

const unsupported = (reason: string): UnsupportedIn => ({ kind: 'unsupported', reason });

function isSearch(name: string | undefined): name is SearchName {
  return searchNames.some((one) => one === name);
}

function wholeNumber(value: unknown, otherwise: number, most: number): number {
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return isCount ? Math.min(value, most) : otherwise;
}

/** What stands in the search field. A search that was only opened comes with `initialRun` in place of it. */
function typedIn(activity: JsonRecord): string {
  const parameters = recordsAt(activity, 'value.parameters');
  const query = parameters.find(({ name }) => name === 'query');
  const typed = typeof query?.value === 'string' ? query.value : '';
  return typed.slice(0, mostLetters).replace(/\s+/g, ' ').trim();
}

function readSearch(activity: JsonRecord, incoming: Incoming): ComposeIn | UnsupportedIn {
  const search = textAt(activity, 'value.commandId');
  if (!isSearch(search)) return unsupported('search that the manifest does not list');
  const skip = wholeNumber(at(activity, 'value.queryOptions.skip'), 0, mostSkipped);
  const asked = wholeNumber(at(activity, 'value.queryOptions.count'), usualCount, usualCount);
  const count = asked === 0 ? usualCount : asked;
  return { ...incoming, kind: 'search', search, text: typedIn(activity), skip, count };
}

/** An invoke of the message extension: a search, a find that was chosen, a link that was pasted. */
export function readCompose(activity: JsonRecord, incoming: Incoming): ComposeIn | UnsupportedIn {
  switch (text(activity.name)) {
    case 'composeExtension/query':
      return readSearch(activity, incoming);
    case 'composeExtension/selectItem':
      return isRecord(activity.value)
        ? { ...incoming, kind: 'pick', data: activity.value }
        : unsupported('choice without data');
    case 'composeExtension/queryLink': {
      const url = textAt(activity, 'value.url');
      return url === undefined
        ? unsupported('link without an address')
        : { ...incoming, kind: 'link', url };
    }
    default:
      return unsupported('part of message extensions that is not used');
  }
}
