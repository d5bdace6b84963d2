/** Record types that `files` searches: what happens to files, folders and lists, and how they are shared. */
export const fileRecordTypes = [
  'sharePointFileOperation',
  'sharePointSharingOperation',
  'sharePointListOperation',
  'sharePointListItemOperation',
  'sharePointCommentOperation',
  'sharePoint',
] as const;

/** Record types that `mail` searches: what happens in mailboxes, to their rules and rights, and searches in them. */
export const mailRecordTypes = [
  'exchangeItem',
  'exchangeItemGroup',
  'exchangeItemAggregated',
  'exchangeAggregatedOperation',
  'exchangeAdmin',
  'exchangeSearch',
] as const;

/** What a search narrows by to find one file. */
export interface FileFilter {
  readonly objectIds?: readonly string[];
  readonly keyword?: string;
}

/** The log writes paths with blanks, people copy them with %20; both are asked for. */
function spellings(url: URL): readonly string[] {
  const encoded = `${url.origin}${url.pathname}`.replace(/\/$/, '');
  try {
    return [...new Set([decodeURIComponent(encoded), encoded])];
  } catch {
    return [encoded];
  }
}

/** The address of a file without what a browser adds: `…/Budget.xlsx?web=1`, and the path behind `?id=`. */
function addressesOf(url: URL): readonly string[] {
  const inside = url.searchParams.get('id');
  if (inside?.startsWith('/')) return spellings(new URL(`${url.origin}${encodeURI(inside)}`));
  return spellings(url);
}

/** Sharing links (`/:x:/s/…`) hide the path: the log holds no such address. */
const hidesPath = /^\/:[a-z]:\/|\/_layouts\//i;

/** How to search for a file by its address or its name. */
export function fileFilter(nameOrUrl: string): FileFilter {
  const words = nameOrUrl.trim();
  const url = /^https?:\/\//i.test(words) && URL.canParse(words) ? new URL(words) : undefined;
  if (url === undefined) return { keyword: words };
  const file = url.searchParams.get('file');
  if (file !== null && hidesPath.test(url.pathname)) return { keyword: file };
  return { objectIds: addressesOf(url) };
}
