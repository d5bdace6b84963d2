import { type JsonRecord, text } from '../domain/record.ts';
import { unreadable } from './errors.ts';

/** One page of a list. */
export interface Page {
  readonly values: readonly unknown[];
  /** The next page's address; an empty page may have one. */
  readonly nextLink: string | undefined;
}

/** Reads a list answer. One without a list is a failure: it would pass for a list of nothing. */
export function readPage(body: JsonRecord): Page {
  if (!Array.isArray(body.value)) throw unreadable(new Error('the answer holds no list'));
  return { values: body.value, nextLink: text(body['@odata.nextLink']) };
}
