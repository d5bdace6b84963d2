/** Record types that `files` searches: what happens to files, folders and lists, and how they are shared. */
export const fileRecordTypes = [
  'sharePointFileOperation',
  'sharePointSharingOperation',
  'sharePointListOperation',
  'sharePointListItemOperation',
  'sharePointCommentOperation',
  'sharePointSearch',
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

/** How to search for one file: exactly by its addresses, or by a word; or why that can't be told. */
export type FileFilter =
  | { readonly objectIds: readonly string[] }
  | { readonly keyword: string }
  | { readonly problem: string };

/** The log writes paths with blanks, people copy them with %20; both are asked for. */
function spellings(origin: string, path: string): readonly string[] {
  const encoded = `${origin}${path}`.replace(/\/$/, '');
  try {
    return [...new Set([decodeURIComponent(encoded), encoded])];
  } catch {
    return [encoded];
  }
}

/** `/:x:/r/sites/…` is the path with a prefix for the app that opens it; `/:x:/s/…` hides it. */
const openedBy = /^\/:[a-z]:\/r(?=\/)/i;
const sharingLink = /^\/:[a-z]:\//i;

function filterOf(url: URL): FileFilter {
  const inside = url.searchParams.get('id');
  if (inside?.startsWith('/')) return { objectIds: spellings(url.origin, encodeURI(inside)) };
  const named = url.searchParams.get('file');
  if (named && /\/_layouts\//i.test(url.pathname)) return { keyword: named };
  const path = url.pathname.replace(openedBy, '');
  if (sharingLink.test(path)) {
    return {
      problem:
        'That is a sharing link: it does not tell which file it opens. Open it, and give me the file’s name or the path that Details › Path shows.',
    };
  }
  return { objectIds: spellings(url.origin, path) };
}

/** How to search for a file by its name, or by its address as browsers and Office show it. */
export function fileFilter(nameOrUrl: string): FileFilter {
  const words = nameOrUrl.trim();
  const isUrl = /^https?:\/\//i.test(words) && URL.canParse(words);
  return isUrl ? filterOf(new URL(words)) : { keyword: words };
}
